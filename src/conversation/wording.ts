import type { UnmetRule } from '../domain/eligibility.ts';
import type { EndorsementRoute, Pledge, PledgeContent, PledgeState } from '../domain/pledge.ts';
import type { TitleQuota } from '../domain/standings/view.ts';
import type { AwardForm, Title } from '../domain/title.ts';
import { sayCitation, sayFound, sayRule } from './rule-text.ts';
import { type ListValue, type Say, say } from './text-key.ts';

// Domain values as texts to say. A missing text is a type error here or a red locale test.

/** A title with its full name. */
export function titleSay(title: Title): Say {
  return say(`title.${title}`);
}

/** A title by its abbreviation. */
export function shortTitleSay(title: Title): Say {
  return say(`title.${title}.short`);
}

/** A form of commendation. */
export function awardSay(award: AwardForm): Say {
  return say(`award.${award}`);
}

/** Several texts in one line, or a dash. */
export function commaList(items: readonly (Say | string)[]): ListValue {
  return { list: items.length === 0 ? [say('nothing')] : items, join: 'comma' };
}

/** A rule that is not met, with its ground and a mark while nobody has compared it with the official text. */
export function unmetSay(title: Title, unmet: UnmetRule): Say {
  const { rule, ground } = unmet;
  // What was counted from the recorded years; other counts are still moving while people register.
  const found = rule.kind === 'consecutive_titles' ? sayFound(unmet) : null;
  return say(rule.verified ? 'pledge.unmet' : 'pledge.unmet_unverified', {
    title: shortTitleSay(title),
    rule: found === null ? sayRule(rule) : say('unmet.with_found', { rule: sayRule(rule), found }),
    ground: sayCitation(ground),
  });
}

/** The live quota: `CSTĐCS: 6 người đăng ký / trần 4 (15% × 33 LĐTT = 4,95, làm tròn xuống 4)`. */
export function quotaSay({ title, registered, line, ceiling }: TitleQuota): Say {
  const over = registered > line.limit;
  return say(over ? 'quota.line_over' : 'quota.line', {
    title: shortTitleSay(title),
    registered,
    unit: say(ceiling.base === 'divisions' ? 'quota.unit.divisions' : 'quota.unit.people'),
    limit: line.limit,
    percent: line.percent,
    count: line.base,
    base: say(`quota.base.${ceiling.base}`),
    whole: line.exact.whole,
    hundredths: String(line.exact.hundredths).padStart(2, '0'),
    rounding: say(`quota.rounding.${line.rounding}`, { limit: line.limit }),
  });
}

/** State of a pledge; a submitted one waits for acceptance at once where nobody endorses it. */
export function stateSay(state: PledgeState, route: EndorsementRoute): Say {
  return say(
    state === 'submitted' && route.by === 'secretary' ? 'pledge.state.submitted_direct' : `pledge.state.${state}`,
  );
}

/** What a pledge promises, one numbered item a line, for the review card. */
export function contentLines(content: PledgeContent, kind: Pledge['kind']): readonly Say[] {
  const { titles, awards, grade, initiative, commitments } = content;
  const lines: Say[] = [
    say('pledge.line.titles', { titles: commaList(titles.map(titleSay)) }),
    say('pledge.line.awards', { awards: commaList(awards.map(awardSay)) }),
    say('pledge.line.grade', { grade: grade === null ? say('nothing') : say(`grade.${grade}`) }),
  ];
  if (kind === 'individual') {
    lines.push(
      initiative === null
        ? say('pledge.line.no_initiative')
        : say('pledge.line.initiative', { name: initiative.name, level: say(`level.${initiative.level}`) }),
    );
    for (const summary of initiative?.summary.split('\n') ?? []) lines.push(say('pledge.line.summary', { summary }));
  }
  lines.push(
    say(kind === 'individual' ? 'pledge.line.commitments_5' : 'pledge.line.commitments_4', {
      count: commitments.length,
    }),
    ...commitments.map(({ text }) => say('pledge.line.commitment', { text })),
  );
  return lines;
}
