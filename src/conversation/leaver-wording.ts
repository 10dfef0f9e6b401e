import type { NamedLeaver } from '../app/leaving.ts';
import { type Say, say } from './text-key.ts';

/** People that one message names; the rest are counted. */
const MOST_NAMED = 20;

/** Whose names are taken away soon, for the secretary. */
export function leaversNear(leavers: readonly NamedLeaver[]): readonly Say[] {
  return [say('leavers.near'), ...leaverLines(leavers), say('leavers.near.undo')];
}

/** People who left, with the day on which their names go. */
export function leaverLines(leavers: readonly NamedLeaver[]): readonly Say[] {
  return [
    ...leavers.slice(0, MOST_NAMED).map(leaverLine),
    ...(leavers.length > MOST_NAMED ? [say('leavers.more', { count: leavers.length - MOST_NAMED })] : []),
  ];
}

function leaverLine({ fullName: name, code, leftAt, anonymisedFrom }: NamedLeaver): Say {
  return say('leavers.line', {
    name,
    code,
    left: { as: 'day', date: leftAt },
    until: { as: 'day', date: anonymisedFrom },
  });
}
