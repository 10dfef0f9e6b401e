import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoredElection } from '../../src/app/ballot-ports.ts';
import { castChoices } from '../../src/app/casting.ts';
import { shareKey } from '../../src/app/tellers.ts';
import { CAST, type Office } from '../support/office.ts';
import { openPhone, type Phone, type Rendering } from '../support/phone.ts';
import { councilOf, draftRound, openDraft } from '../support/voting.ts';

interface Custody {
  readonly phone: Phone;
  readonly office: Office;
  readonly tellers: readonly string[];
  stored(): StoredElection;
  /** The share that each teller was sent. */
  readonly shares: ReadonlyMap<string, string>;
}

/** A draft in the tellers' custody whose key was split and sent. */
async function shared(rendering: Rendering): Promise<Custody> {
  const phone = await openPhone(rendering);
  const { office } = phone;
  const tellers = office.work(({ store }) => store.members.withRole('teller').map(({ code }) => code));
  for (const code of new Set([...tellers, CAST.secretary])) {
    phone.link(code);
    await phone.type(code, '/menu');
  }
  const id = await draftRound(office, { custody: { needed: 2, tellers } });
  await ask(office, id);
  const made = office.storage.store.keyShares.made(id);
  const shares = new Map(made.map(({ teller, share }) => [teller, share] as const));
  for (const code of tellers) phone.look(code);
  const stored = () => {
    const found = office.storage.store.elections.byId(id);
    if (found === null) throw new Error('no such election');
    return found;
  };
  return { phone, office, tellers, stored, shares };
}

async function ask(office: Office, id: number): Promise<void> {
  expect(office.work((work) => shareKey(work, office.person(CAST.secretary), id)).ok).toBe(true);
  await office.tick();
}

/** Everything on disk below the office's folder. */
function onDisk(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path));
}

describe.each(['local', 'local-text', 'telegram', 'zalo'] as const)('tellers on %s', (rendering) => {
  it('get their shares, confirm them, and open the boxes together; nothing of it is ever on disk', async () => {
    const { phone, office, tellers, stored, shares } = await shared(rendering);
    expect(new Set(shares.values()).size).toBe(tellers.length);
    expect(stored().publicKey).not.toBeNull();

    for (const code of tellers) await phone.choose(code, 'Tôi đã giữ mã');
    expect(stored().preparation.shares.every(({ confirmed }) => confirmed)).toBe(true);
    openDraft(office, stored().id);
    const { id } = stored();
    for (const code of councilOf(office)) {
      const choices = new Map(stored().election.nominees.map(({ number }) => [number, 'agree'] as const));
      expect(office.work((work) => castChoices(work, office.person(code), id, choices)).ok).toBe(true);
    }

    const [first = '', second = ''] = tellers;
    const early = await phone.choose(first, 'Mở hòm phiếu');
    expect(JSON.stringify(early)).toContain('chưa đến lúc mở hòm phiếu');
    office.clock.advance(stored().course.deadline - office.clock.now());
    await office.tick();
    expect(stored().course.state).toBe('closed');

    const stolen = await phone.type(first, `/mohom ${shares.get(second)}`);
    expect(JSON.stringify(stolen)).toContain('không phải mã của đồng chí');
    await phone.choose(first, 'Mở hòm phiếu');
    const twice = await phone.choose(first, 'Mở hòm phiếu');
    expect(JSON.stringify(twice)).toContain('1/2');
    expect(stored().course.state).toBe('closed');
    await phone.choose(second, 'Mở hòm phiếu');
    await office.bot.settled();
    expect(stored()).toMatchObject({ course: { state: 'counted' }, result: { voted: 7 } });

    for (const bytes of onDisk(office.folder)) {
      for (const share of shares.values()) expect(bytes.includes(share)).toBe(false);
    }
    expect(JSON.stringify(office.log)).not.toMatch(new RegExp([...shares.values()].join('|')));
    await phone.close();
  });
});

describe('a restart', () => {
  it('before all have confirmed makes the shares worthless, and says so to who runs the round', async () => {
    const { phone, office, tellers, stored } = await shared('local');
    const [first = ''] = tellers;
    await phone.type(first, '/mohom giu');
    await office.restart();
    await office.tick();
    expect(stored()).toMatchObject({ publicKey: null, preparation: { shares: [] } });
    expect(JSON.stringify(office.rich.hub.chat(CAST.secretary).messages)).toContain('chia khóa lại');
    await ask(office, stored().id);
    expect(stored().preparation.shares).toHaveLength(tellers.length);
  });

  it('of a round that waits for its tellers asks them again: what one of them gave is forgotten', async () => {
    const { phone, office, tellers, stored, shares } = await shared('local');
    for (const code of tellers) await phone.type(code, '/mohom giu');
    openDraft(office, stored().id);
    for (const code of councilOf(office)) {
      const choices = new Map(stored().election.nominees.map(({ number }) => [number, 'agree'] as const));
      office.work((work) => castChoices(work, office.person(code), stored().id, choices));
    }
    office.clock.advance(stored().course.deadline - office.clock.now());
    await office.tick();
    const [first = '', second = ''] = tellers;
    await phone.type(first, `/mohom ${shares.get(first)}`);
    await office.restart();
    await office.bot.settled();
    expect(stored().course.state).toBe('closed');
    expect(JSON.stringify(phone.look(first))).toContain('Trợ lý vừa khởi động lại');
    expect(JSON.stringify(await phone.type(second, `/mohom ${shares.get(second)}`))).toContain('1/2');
    await phone.type(first, `/mohom ${shares.get(first)}`);
    await office.bot.settled();
    expect(stored()).toMatchObject({ course: { state: 'counted' }, result: { voted: 7 } });
  });
});
