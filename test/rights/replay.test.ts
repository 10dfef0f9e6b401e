import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/conversation/script.ts';
import type { InboundBody } from '../../src/conversation/types.ts';
import { TRACES } from '../support/at-step.ts';
import { everyRow } from '../support/domain-state.ts';
import { event, happen, standing } from '../support/events.ts';
import { CAST, type Office } from '../support/office.ts';
import { openPhone, type Phone, textOf } from '../support/phone.ts';
import { goTo, WAYS } from '../support/steps.ts';

const STEPS = Object.keys(WAYS);

const LEFT = 'CB009';
/** People who were shown nothing of it, by what they are. */
const OTHERS: Readonly<Record<string, string>> = {
  staff: 'CB006',
  head: CAST.head,
  'head of another division': 'CB029',
  leader: 'CB002',
  member: 'CB004',
  chair: 'CB001',
  teller: 'CB010',
  secretary: CAST.secretary,
  admin: CAST.admin,
  'secretary who left': LEFT,
  stranger: 'nobody at all',
};

interface Shown {
  readonly promptToken: string;
  readonly choices: number;
}

function shownTo(office: Office, who: string): Shown {
  const stored = office.storage.delivery.dialogues.load(`m${office.person(who).id}`);
  if (stored === null) throw new Error(`${who} is asked nothing`);
  return { promptToken: stored.promptToken, choices: Math.max(1, stored.promptChoices.length) };
}

/** The same sign in another place: of the same flow, but of no question that was ever asked. */
function unlike(token: string): string {
  return token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
}

async function tell(phone: Phone, who: string, body: InboundBody | string): Promise<string> {
  phone.look(who);
  expect(await happen(phone.office, event(who, body))).toBe('done');
  return textOf(phone.look(who));
}

/** Where somebody stands, to be put back: whatever an attempt left behind is forgotten before the next one. */
function bookmark(office: Office, who: string): () => void {
  const { dialogues } = office.storage.delivery;
  const person = office.storage.store.members.byCode(who);
  const subject = person === null ? `slocal:${who}` : `m${person.id}`;
  const stored = dialogues.load(subject);
  return () => office.work(() => (stored === null ? dialogues.clear(subject) : dialogues.save(subject, stored)));
}

describe('a button that was shown to somebody else', () => {
  it.each(STEPS)('at %s is no more than one that never was, whoever presses it', async (step) => {
    const phone = await openPhone('local');
    const { office } = phone;
    const { who } = await goTo(phone, step);
    const { promptToken, choices } = shownTo(office, who);
    const others = Object.values(OTHERS).filter((other) => other !== who);
    for (const other of others) {
      const person = office.storage.store.members.byCode(other);
      if (person !== null && office.storage.store.identities.ofMember(person.id).length === 0) phone.link(other);
    }
    office.change(LEFT, { roles: ['staff', 'secretary'], active: false });
    const before = everyRow(office.storage, TRACES);
    for (const other of others) {
      // In the menu, where every living button means something.
      await tell(phone, other, '/menu');
      const putBack = bookmark(office, other);
      const pressed = async (token: string) => {
        putBack();
        return tell(phone, other, { kind: 'choice', token });
      };
      const never = await pressed(`${unlike(promptToken)}.0`);
      expect(never).not.toBe('');
      for (const place of new Set([0, choices - 1])) {
        expect(await pressed(`${promptToken}.${place}`), `${other} ${place}`).toBe(never);
      }
    }
    expect(everyRow(office.storage, TRACES)).toEqual(before);
    expect(standing(office, who)).toBe(step);
  });
});

describe('somebody who left in the middle of a dialogue', () => {
  it.each(STEPS)(
    'gets nothing at %s but that they left: by button, number, words, file or the end of a job',
    async (step) => {
      const phone = await openPhone('local');
      const { office } = phone;
      const { who } = await goTo(phone, step);
      const { promptToken } = shownTo(office, who);
      office.change(who, { active: false });
      const before = everyRow(office.storage, TRACES);
      const attempts: readonly (InboundBody | string)[] = [
        { kind: 'choice', token: `${promptToken}.0` },
        { kind: 'choice', token: `${promptToken}.1` },
        '1',
        'một lý do nào đó',
        '/huy',
        '/quaylai',
        { kind: 'file', file: { ref: 'x', name: 'x.csv', sizeBytes: 1, mime: 'text/csv' } },
        { kind: 'job-done', jobId: 1 },
      ];
      for (const body of attempts) {
        const told = await tell(phone, who, body);
        expect(told, JSON.stringify(body)).toMatch(/^Đồng chí không còn trong danh sách công tác[^\n]*$/);
      }
      expect(everyRow(office.storage, TRACES)).toEqual(before);
    },
  );

  it('has no command, as text, as button or with a slash', async () => {
    const phone = await openPhone('local');
    const { office } = phone;
    phone.link(CAST.secretary);
    office.change(CAST.secretary, { active: false });
    const before = everyRow(office.storage, TRACES);
    for (const { name } of COMMANDS) {
      for (const body of [name, `/${name}`, { kind: 'choice', token: `/${name}` } as const]) {
        expect(await tell(phone, CAST.secretary, body)).toContain('không còn trong danh sách công tác');
      }
    }
    expect(everyRow(office.storage, TRACES)).toEqual(before);
  });
});
