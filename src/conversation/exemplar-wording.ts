import type { Exemplar, ExemplarContent, ExemplarSubject } from '../domain/exemplar.ts';
import type { MemberContext } from './context.ts';
import { type Say, say } from './text-key.ts';

// Proposals of exemplars and new models as texts to say.

/** Who or what is proposed. */
export function exemplarSubjectSay(context: MemberContext, subject: ExemplarSubject | null): Say {
  if (subject === null) return say('exemplar.subject.missing');
  if (subject.of === 'named') return say('exemplar.subject.named', { name: subject.name });
  if (subject.of === 'division') {
    const division = context.store.divisions.all().find(({ id }) => id === subject.divisionId);
    return say('exemplar.subject.named', { name: division?.name ?? '' });
  }
  const person = context.store.members.byId(subject.memberId);
  return say('exemplar.subject.person', { name: person?.fullName ?? '', division: person?.divisionName ?? '' });
}

/** A proposal in one line: who or what, and of which kind. */
export function exemplarSay(context: MemberContext, content: ExemplarContent): Say {
  return say('exemplar.line', {
    subject: exemplarSubjectSay(context, content.subject),
    kind: content.kind === null ? say('nothing') : say(`exemplar.kind.${content.kind}`),
  });
}

/** What a proposal says, for the card. */
export function exemplarLines(context: MemberContext, content: ExemplarContent): readonly Say[] {
  const { kind, subject, summary, results, movement, link } = content;
  const plan = context.store.campaigns.current()?.plan;
  const name = plan?.movements.find(({ code }) => code === movement)?.name;
  const nothing = say('nothing');
  return [
    say('exemplar.card.kind', { kind: kind === null ? nothing : say(`exemplar.kind.${kind}`) }),
    say('exemplar.card.subject', { subject: exemplarSubjectSay(context, subject) }),
    say('exemplar.card.summary', { summary: summary ?? nothing }),
    say('exemplar.card.results', { results: results ?? nothing }),
    say('exemplar.card.movement', { movement: name ?? say('exemplar.movement.none') }),
    say('exemplar.card.link', { link: link ?? nothing }),
  ];
}

/** How a proposal stands: state, opinion, what was marked, and its history. */
export function standingLines(context: MemberContext, exemplar: Exemplar): readonly Say[] {
  const { store } = context;
  const { opinion, spread, recognisedBy } = exemplar;
  return [
    say('exemplar.card.state', { state: say(`exemplar.state.${exemplar.state}`) }),
    ...(opinion === null
      ? []
      : [
          say(opinion.supports ? 'exemplar.card.supported' : 'exemplar.card.not_supported', {
            name: store.members.byId(opinion.by)?.fullName ?? '',
            reason: opinion.reason,
          }),
        ]),
    ...(spread ? [say('exemplar.card.spread')] : []),
    ...(recognisedBy === null ? [] : [say('exemplar.card.recognised', { by: recognisedBy })]),
    say('exemplar.card.history'),
    ...store.exemplars.events(exemplar.id).map((event) =>
      say(event.note === null ? 'exemplar.card.event' : 'exemplar.card.event_note', {
        at: { as: 'moment', date: event.at },
        action: say(`exemplar.action.${event.action}`),
        name: event.actorName,
        note: event.note ?? '',
      }),
    ),
  ];
}
