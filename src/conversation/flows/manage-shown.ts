import { notLinked } from '../../app/linking.ts';
import { divisionRegistrations } from '../../app/standings.ts';
import { unreachableCause } from '../../app/unreachable.ts';
import type { MemberContext } from '../context.ts';
import { progressLines } from '../notices.ts';
import { owingLines } from '../owing-wording.ts';
import { channelSay, type Say, say } from '../text-key.ts';

/** Progress by division, and by name who still owes: the secretary is entitled to names. */
export function registrationProgress(context: MemberContext): readonly Say[] {
  const campaign = context.store.campaigns.current();
  if (campaign === null) return [say('error.no_campaign')];
  const divisions = divisionRegistrations(context, campaign);
  const named = owingLines(divisions, NAMED_IN_DIVISION);
  return [...progressLines(divisions), ...(named.length === 0 ? [] : [say('manage.progress.owing'), ...named])];
}

/** People of one division that the desk names; the rest are counted. */
export const NAMED_IN_DIVISION = 15;
/** People that one message names; the rest are counted. */
const MOST_NAMED = 20;

/** Who gets no messages: accounts that refuse them, and people without one. */
export function deliveryProblems(context: MemberContext): readonly Say[] {
  const unreachable = context.store.identities.unreachable();
  const unlinked = notLinked(context);
  return [
    say('manage.delivery.unlinked', { count: unlinked.length }),
    ...(unreachable.length === 0 ? [say('manage.delivery.none')] : [say('manage.delivery.heading')]),
    ...unreachable.slice(0, MOST_NAMED).map(({ person, identity }) =>
      say('manage.delivery.line', {
        name: person.fullName,
        channel: channelSay(identity.channel),
        cause: say(`manage.delivery.cause.${unreachableCause(identity.unreachableReason)}`),
      }),
    ),
    ...(unreachable.length > MOST_NAMED
      ? [say('manage.delivery.more', { count: unreachable.length - MOST_NAMED })]
      : []),
  ];
}
