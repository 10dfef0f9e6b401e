import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { castChoices } from '../../src/app/casting.ts';
import { countRecordOf } from '../../src/app/count-record.ts';
import { publishElection } from '../../src/app/election-closing.ts';
import { confirmShare, giveShare, shareKey } from '../../src/app/tellers.ts';
import type { CountRecord } from '../../src/domain/ballot/count-record.ts';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { councilOf, draftRound, openDraft } from '../support/voting.ts';

const commandLine = commandLineOfTests();

interface Counted {
  readonly office: Office;
  readonly id: number;
  readonly record: CountRecord;
  readonly shares: readonly string[];
}

/** A round that was counted beside the running bot. */
async function counted(custody: 'server' | 'tellers'): Promise<Counted> {
  const office = await openOffice();
  const tellers = office.work(({ store }) => store.members.withRole('teller').map(({ code }) => code));
  const id = await draftRound(office, custody === 'server' ? {} : { custody: { needed: 2, tellers } });
  const shares = custody === 'server' ? [] : await shared(office, id, tellers);
  openDraft(office, id);
  for (const code of councilOf(office)) {
    const marks = new Map([
      [1, 'agree'],
      [2, 'disagree'],
    ] as const);
    office.work((work) => castChoices(work, office.person(code), id, marks));
  }
  office.clock.advance(3 * 24 * 3_600_000);
  await office.tick();
  for (const [index, share] of shares.entries()) {
    if (index < 2) office.work((work) => giveShare(work, office.person(tellers[index] ?? ''), share));
  }
  await office.tick();
  const stored = office.storage.store.elections.byId(id);
  const record = stored === null ? null : countRecordOf(stored);
  if (record === null) throw new Error('the round was not counted');
  return { office, id, record, shares };
}

async function shared(office: Office, id: number, tellers: readonly string[]): Promise<readonly string[]> {
  office.work((work) => shareKey(work, office.person(CAST.secretary), id));
  await office.tick();
  const made = office.storage.store.keyShares.made(id).map(({ share }) => share);
  for (const code of tellers) office.work((work) => confirmShare(work, office.person(code), id));
  return made;
}

function recount({ office }: Counted, record: unknown, input?: string, ...options: readonly string[]) {
  const file = join(office.folder, 'count.json');
  writeFileSync(file, typeof record === 'string' ? record : JSON.stringify(record));
  const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE };
  return commandLine.run(['ballot', 'recount', file, ...options], settings, input);
}

function actions({ office, id }: Counted) {
  return office.storage.store.elections.events(id).map(({ action, note }) => [action, note]);
}

describe('a recount with the key of the server', () => {
  it('comes to the same totals beside the running bot, says so, and is on record', async () => {
    const round = await counted('server');
    const same = await recount(round, round.record);
    expect(same).toMatchObject({ exitCode: 0, errors: '' });
    expect(same.output).toContain('đồng ý 7, không đồng ý 0');
    expect(same.output).toContain('Khớp với tệp số kiểm phiếu và với kết quả đã lưu');
    expect(actions(round).at(-1)).toEqual(['recounted', 'same']);
    const told = await recount(round, round.record, '', '--json');
    expect(JSON.parse(told.output)).toMatchObject({ same: true, recounted: { voted: 7 } });
  });

  it('tells a file that says something else, and boxes that were changed', async () => {
    const round = await counted('server');
    const [first, ...others] = round.record.lines;
    const changed = { ...round.record, lines: [{ ...first, agree: 6, disagree: 1 }, ...others] };
    const differs = await recount(round, changed);
    expect([differs.exitCode, differs.errors]).toEqual([1, 'Không khớp với tệp số kiểm phiếu.\n']);
    expect(actions(round).at(-1)).toEqual(['recounted', 'differs']);
    const { office } = round;
    office.storage.database.sqlite.prepare("UPDATE ballot_box SET marks = x'' WHERE nominee = 2").run();
    const emptied = await recount(round, round.record);
    expect(emptied.exitCode).toBe(1);
    expect(emptied.output).toContain('dòng 2: cần 7, có 0');
  });

  it('is refused with its reason: no such file or round, no key, a published result', async () => {
    const round = await counted('server');
    const { office, id, record } = round;
    const refused = async (given: unknown) => {
      const { exitCode, errors } = await recount(round, given);
      expect(exitCode).toBe(1);
      return errors;
    };
    expect(await refused('{}')).toContain('không phải là tệp số kiểm phiếu');
    expect(await refused({ ...record, fingerprint: 'a'.repeat(64) })).toContain('Không tìm thấy đợt bỏ phiếu');
    rmSync(join(office.folder, 'ballot-keys', `${id}.key`));
    expect(await refused(record)).toContain('Không có khóa mở hòm phiếu');
    office.work((work) => publishElection(work, office.person(CAST.secretary), id));
    expect(await refused(record)).toContain('đã công bố');
  });
});

describe("a recount with the tellers' shares", () => {
  it('takes enough of them from what is typed, none from the words of the command, and refuses others', async () => {
    const round = await counted('tellers');
    const [first = '', second = ''] = round.shares;
    const same = await recount(round, round.record, `${second}\n${first}\n`);
    expect(same.exitCode).toBe(0);
    expect(same.output).toContain('Khớp với tệp số kiểm phiếu');
    expect(`${same.output}${same.errors}`).not.toContain(first);
    for (const typed of ['', `${first}\n`, `${first}\n${first}\n`, `${first}\n${'A'.repeat(44)}\n`]) {
      const refused = await recount(round, round.record, typed);
      expect([refused.exitCode, refused.output]).toEqual([1, '']);
      expect(refused.errors).toContain('không mở được hòm phiếu');
    }
  });
});
