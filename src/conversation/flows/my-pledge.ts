import { disciplineOf, resultsOf } from '../../app/history.ts';
import { findRegistration, routeOf } from '../../app/registration.ts';
import { holds } from '../../domain/person.ts';
import { changeable } from '../../domain/pledge.ts';
import type { PledgeKind } from '../../domain/title.ts';
import type { MemberContext } from '../context.ts';
import { disciplineSay, resultSay } from '../history-wording.ts';
import { type Say, say } from '../text-key.ts';
import type { CommandChoice } from '../types.ts';
import { contentLines, stateSay } from '../wording.ts';
import { showingFlow } from './shown.ts';

/** Own pledge, and as head the division's: state, content, history, what is missing. */
export const myPledgeFlow = showingFlow('my-pledge', (context) => {
  const kinds: readonly PledgeKind[] = holds(context.person, 'head') ? ['individual', 'collective'] : ['individual'];
  const texts = kinds.flatMap((kind, index) => [
    ...(index === 0 ? [] : [say('dialogue.gap')]),
    ...lines(context, kind),
  ]);
  return { say: [...texts, ...historyLines(context)], commands: [registerCommand] };
});

/** One's own results of past years, and what only oneself and the secretary may see. */
function historyLines(context: MemberContext): readonly Say[] {
  const { person } = context;
  const results = resultsOf(context, { of: 'person', memberId: person.id });
  const measures = disciplineOf(context, person, person.id);
  if (results.length === 0 && measures.length === 0) return [];
  const lines = [...results.map(resultSay), ...measures.map(disciplineSay)];
  return [say('dialogue.gap'), say('history.own'), ...lines.map((result) => say('history.own_line', { result }))];
}

const registerCommand: CommandChoice = { command: 'dangky', label: say('command.dangky.label') };

function lines(context: MemberContext, kind: PledgeKind): readonly Say[] {
  const found = findRegistration(context, context.person, kind);
  if (!found.ok) return [say(`error.${found.error}`)];
  const { campaign, window, pledge } = found.value;
  const heading = say(kind === 'individual' ? 'my_pledge.heading' : 'my_pledge.heading_collective', {
    year: String(campaign.year),
    division: context.person.divisionName,
  });
  const open = changeable(window, pledge, context.now);
  const deadline = say(open.ok ? 'my_pledge.deadline' : `my_pledge.${open.error}`, {
    opensAt: { as: 'moment', date: window.opensAt },
    closesAt: { as: 'moment', date: Math.max(pledge?.lateUntil ?? 0, window.closesAt) },
  });
  if (pledge === null) return [heading, say('my_pledge.none'), deadline];
  const events = context.store.pledges.events(pledge.id);
  const returned = pledge.state === 'returned' ? events.findLast((event) => event.action === 'returned') : undefined;
  const shown = pledge.content ?? pledge.draft;
  return [
    heading,
    say('my_pledge.state', { state: stateSay(pledge.state, routeOf(context, pledge)), version: pledge.version }),
    ...(returned?.note == null ? [] : [say('pledge.returned_because', { reason: returned.note })]),
    ...(shown === null ? [] : contentLines(shown, kind)),
    ...(pledge.draft !== null && pledge.version > 0 ? [say('my_pledge.draft_pending')] : []),
    ...(events.length === 0 ? [] : [say('my_pledge.history')]),
    ...events.map((event) =>
      say('my_pledge.event', {
        at: { as: 'moment', date: event.at },
        action: say(`pledge.action.${event.action}`),
        version: event.version,
        name: event.actorName,
      }),
    ),
    deadline,
  ];
}
