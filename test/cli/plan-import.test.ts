import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommandLine, type CommandLine } from '../support/command-line.ts';
import { openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { planTextFrom } from '../support/open-office.ts';
import { closeRound, openRound } from '../support/reporting.ts';

let commandLine: CommandLine;
beforeAll(async () => {
  commandLine = await bundleCommandLine();
});
afterAll(() => commandLine.remove());

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
