import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { planTextFrom } from '../support/open-office.ts';
import { closeRound, openRound } from '../support/reporting.ts';

const commandLine = commandLineOfTests();

const SWAPPED = '  - { code: TT, name: Thanh tra }\n  - { code: VP, name: Văn phòng }\n';

describe('the plan of the next year', () => {
  it('waits until the reviews of this one are closed, and says so', async () => {
    const office = await openOffice({ at: '2022-12-20 09:00' });
    openRound(office, 'final');
    const file = join(office.folder, 'plan.yaml');
    writeFileSync(file, planTextFrom('2023-02-06'));
    const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE };
    const imported = () => commandLine.run(['plan', 'import', file, '--yes'], settings);
    const current = () => office.work(({ store }) => store.campaigns.current()?.year);

    const refused = await imported();
    expect([refused.exitCode, current()]).toEqual([1, 2022]);
    expect(refused.errors).toContain('năm 2022 còn báo cáo tổng kết đang mở');

    closeRound(office, 'final');
    expect((await imported()).exitCode).toBe(0);
    expect(current()).toBe(2023);
  });
});

describe('a plan that was imported before', () => {
  /** The office's plan with pieces replaced, imported; says what the command printed. */
  async function importing() {
    const office = await openOffice();
    const file = join(office.folder, 'plan.yaml');
    const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE, LOCALE: 'en' };
    const text = readFileSync(join(projectRoot, 'examples', 'ban-dan-toc-2022.yaml'), 'utf8');
    return async (...pieces: readonly (readonly [from: string, to: string])[]) => {
      let changed = text;
      for (const [from, to] of pieces) {
        expect(changed).toContain(from);
        changed = changed.replace(from, to);
      }
      writeFileSync(file, changed);
      return commandLine.run(['plan', 'import', file, '--yes'], settings);
    };
  }

  it('is shown with each kind of change, is applied, and differs in nothing the second time', async () => {
    const imported = await importing();
    const pieces = [
      ['year: 2022\n', 'year: 2022\nissued: { number: 05/KH-BDT, date: 2022-02-05 }\n'],
      ['  - { code: VP, name: Văn phòng }\n  - { code: TT, name: Thanh tra }\n', SWAPPED],
      ['figure: "> 90%"', 'figure: ">= 95%"'],
      ['- Chi bộ Cơ quan Ban Dân tộc\n    - Lãnh đạo Ban', '- Lãnh đạo Ban\n    - Chi bộ Cơ quan Ban Dân tộc'],
      ['rule_set: law-2003-decree-91', 'rule_set: law-2022-decree-98'],
      ['days_before: [14, 7, 3, 1], time', 'days_before: [10, 7, 3, 1], time'],
    ] as const;
    const first = await imported(...pieces);
    expect([first.exitCode, first.errors]).toEqual([0, '']);
    for (const line of [
      '  ~ issued.number: (empty) → 05/KH-BDT',
      '  ~ rule_set: law-2003-decree-91 → law-2022-decree-98',
      'Divisions: 1 change\n  ~ (the order of entries)',
      '  ~ kinh-te-xa-hoi comparator: > → >=\n  ~ kinh-te-xa-hoi figure: 90 → 95',
      'Lãnh đạo Ban; Chi bộ Cơ quan Ban Dân tộc',
      '  + het-han-dang-ky-10 08:00',
      '  - het-han-dang-ky-14 08:00',
    ]) {
      expect(first.output).toContain(line);
    }
    expect((await imported(...pieces)).output).toContain('Nothing differs from the stored plan for 2022.');
  });

  it('says who belongs to a division that it drops', async () => {
    const imported = await importing();
    const { exitCode, output } = await imported(['  - { code: TTDB, name: Phòng Tuyên truyền và Địa bàn }\n', '']);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/no longer has “Phòng Tuyên truyền và Địa bàn”, but \d people belong to it/);
  });

  it('is refused in an old encoding, with nothing written', async () => {
    const office = await openOffice();
    const file = join(office.folder, 'plan.yaml');
    const text = readFileSync(join(projectRoot, 'examples', 'ban-dan-toc-2022.yaml'), 'utf8');
    writeFileSync(file, iconv.encode(text, 'windows-1258'));
    const stored = () => office.work(({ store }) => store.campaigns.current()?.plan);
    const before = stored();
    const { exitCode, errors } = await commandLine.run(['plan', 'import', file, '--yes'], {
      DATA_DIR: office.folder,
      TIMEZONE: ZONE,
      LOCALE: 'en',
    });
    expect(stored()).toEqual(before);
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('the file is not in UTF-8')]);
  });
});
