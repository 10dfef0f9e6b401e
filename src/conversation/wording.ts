import type { TitleQuota } from '../app/standings.ts';
import type { UnmetRule } from '../domain/eligibility.ts';
import { type Citation, LEGAL_DOCUMENTS, type LegalDocument } from '../domain/legal-document.ts';
import type { Pledge, PledgeContent, PledgeState } from '../domain/pledge.ts';
import type { Rule } from '../domain/rule-set.ts';
import type { AwardForm, Title } from '../domain/title.ts';
import { unreachable } from '../lib/result.ts';
import { type ListValue, type Say, say, type TextKey } from './text-key.ts';

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

/** Where a rule stands in the law: `khoản 1 Điều 23 Luật … số …`. */
export function citationSay({ document, article, clause }: Citation): Say {
  const found = LEGAL_DOCUMENTS.find((candidate) => candidate.id === document);
  if (found === undefined) throw new Error(`legal document not registered: ${document}`);
  return say('citation', { clause: clause ?? 'none', article: article ?? 'none', document: documentSay(found) });
}

function documentSay({ kind, number }: LegalDocument): Say {
  return say(`legal_document.${kind}`, { number });
}

/** A rule in words, as a demand. */
export function ruleSay(rule: Rule | UnmetRule['rule']): Say {
  switch (rule.kind) {
    case 'any':
      return say('unmet.any', { alternatives: commaList(rule.of.map(ruleSay)) });
    case 'title_this_year':
      return say('unmet.title_this_year', { title: shortTitleSay(rule.title) });
    case 'grading_at_least':
      return say('unmet.grading_at_least', { grade: say(`grade.${rule.grade}`) });
    case 'initiative':
      return say('unmet.initiative', { level: say(`level.${rule.level}`) });
    case 'consecutive_titles':
      return say('unmet.consecutive_titles', { times: rule.times, title: shortTitleSay(rule.title) });
    case 'no_discipline':
      return say('unmet.no_discipline', { from: say(`discipline.${rule.from}`) });
    case 'registered':
      return say('unmet.registered');
    case 'member_share': {
      const key: TextKey = rule.comparator === '>' ? 'unmet.member_share.more_than' : 'unmet.member_share.at_least';
      return say(key, { percent: rule.percent, title: shortTitleSay(rule.title) });
    }
    case 'has_holder':
      return say('unmet.has_holder', { title: shortTitleSay(rule.title) });
    case 'all_members_completed':
      return say('unmet.all_members_completed');
    case 'judged':
      return say(`unmet.judged.${rule.aspect}`);
    default:
      return unreachable(rule);
  }
}

/** A rule that is not met, with its ground and a mark while nobody has compared it with the official text. */
export function unmetSay(title: Title, { rule, ground }: UnmetRule): Say {
  return say(rule.verified ? 'pledge.unmet' : 'pledge.unmet_unverified', {
    title: shortTitleSay(title),
    rule: ruleSay(rule),
    ground: citationSay(ground),
  });
}

/** The live quota: `CSTĐCS: 6 người đăng ký / trần 4 (15% × 33 LĐTT = 4,95, làm tròn xuống 4)`. */
export function quotaSay({ title, registered, line, cap }: TitleQuota): Say {
  const over = registered > line.limit;
  return say(over ? 'quota.line_over' : 'quota.line', {
    title: shortTitleSay(title),
    registered,
    limit: line.limit,
    percent: line.percent,
    count: line.base,
    base: say(`quota.base.${cap.base}`),
    whole: line.exact.whole,
    hundredths: String(line.exact.hundredths).padStart(2, '0'),
    rounding: say(`quota.rounding.${line.rounding}`, { limit: line.limit }),
  });
}

/** State of a pledge. */
export function stateSay(state: PledgeState): Say {
  return say(`pledge.state.${state}`);
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
    if (initiative !== null) lines.push(say('pledge.line.summary', { summary: initiative.summary }));
  }
  lines.push(
    say(kind === 'individual' ? 'pledge.line.commitments_5' : 'pledge.line.commitments_4', {
      count: commitments.length,
    }),
    ...commitments.map(({ text }) => say('pledge.line.commitment', { text })),
  );
  return lines;
}
