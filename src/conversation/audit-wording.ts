import type { NamedEntry } from '../app/audit-list.ts';
import { exportNamed } from '../app/exports.ts';
import { AUDIT_ACTIONS, type AuditDetails } from '../domain/audit.ts';
import { ROLES } from '../domain/member.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import { channelSay, type DateValue, type ListValue, type Say, say } from './text-key.ts';

/** One line an entry: when, who, what, and what about. */
export function auditLine(named: NamedEntry): Say {
  const facts = { at: auditWhen(named), who: auditWho(named), what: auditWhat(named) };
  const more = auditMore(named);
  return more.length === 0
    ? say('audit.line', facts)
    : say('audit.line_about', { ...facts, about: { list: more, join: 'comma' } });
}

/** When: to the minute, or only the day where only the day is known. */
function auditWhen({ entry: { at, action } }: NamedEntry): DateValue {
  return { as: isOfDay(action) ? 'day' : 'moment', date: at };
}

/** Whether an entry says no more than the day. */
export function isOfDay(action: string): boolean {
  return known(action) && AUDIT_ACTIONS[action].granularity === 'day';
}

/** Who did it. */
export function auditWho({ actor, entry: { via } }: NamedEntry): Say {
  return actor === null ? say(`audit.by.${via}`) : say('audit.by.person', { name: actor });
}

/** What was done; the code of what a later version of the program wrote. */
export function auditWhat({ entry: { action } }: NamedEntry): Say {
  return known(action) ? say(`audit.${action}`) : say('audit.unknown', { code: action });
}

function known(action: string): action is keyof typeof AUDIT_ACTIONS {
  return Object.hasOwn(AUDIT_ACTIONS, action);
}

/** What it was about, and of the details what says something to people. */
export function auditMore({ about, entry: { details } }: NamedEntry): readonly (string | Say)[] {
  const found = DETAILS.flatMap((detail) => detail(details) ?? []);
  return about === null ? found : [about, ...found];
}

// Each looks at the details for what it can say.
const DETAILS: readonly ((details: AuditDetails) => Say | null)[] = [
  ({ from, to, post }) => {
    if (typeof to !== 'string' || post === undefined) return null;
    return say('audit.detail.roles', { from: roles(from), to: roles(to) });
  },
  ({ channel }) => (typeof channel === 'string' ? channelSay(channel) : null),
  ({ export: code }) => (typeof code === 'string' ? exportSay(code) : null),
  ({ round }) => {
    const found = REVIEW_ROUNDS.find((candidate) => candidate === round);
    return found === undefined ? null : say(`review.round.${found}`);
  },
  ({ new: added, changed, replaced }) => {
    const others = changed ?? replaced;
    if (typeof added !== 'number' || typeof others !== 'number') return null;
    return say('audit.detail.rows', { added, changed: others });
  },
  ({ count, messages, people }) => {
    const number = count ?? messages ?? people;
    return typeof number === 'number' ? say('audit.detail.count', { count: number }) : null;
  },
];

function roles(codes: AuditDetails[string] | undefined): Say | ListValue {
  const held = ROLES.filter((role) => typeof codes === 'string' && codes.split(',').includes(role));
  return held.length === 0 ? say('nothing') : { list: held.map((role) => say(`role.${role}`)), join: 'semicolon' };
}

function exportSay(code: string): Say {
  const kind = exportNamed(code);
  return kind === null ? say('audit.detail.export', { code }) : say(`export.${kind.code}`);
}
