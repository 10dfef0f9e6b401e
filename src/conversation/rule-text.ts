import type { Prerequisite, UnmetRule } from '../domain/eligibility.ts';
import { type Citation, legalDocument } from '../domain/legal-document.ts';
import type { Rule } from '../domain/rule-set.ts';
import { type Say, say } from './text-key.ts';

/** A condition in words, as something to have or to be; alternatives are named together. */
export function sayRule(rule: Prerequisite): Say {
  if (rule.kind === 'any') return say('unmet.any', { alternatives: { list: rule.of.map(saySingle), join: 'comma' } });
  return saySingle(rule);
}

function saySingle(rule: Rule): Say {
  switch (rule.kind) {
    case 'title_this_year':
      return say('unmet.title_this_year', { title: say(`title.${rule.title}`) });
    case 'grading_at_least':
      // Nothing is above excellent, so "or better" would sound odd.
      if (rule.grade === 'excellent') return say('unmet.grading_at_least.excellent');
      return say('unmet.grading_at_least', { grade: say(`grade.${rule.grade}`) });
    case 'initiative':
      // Nothing is above the national level either.
      return say('unmet.initiative', { from: say(`level.from.${rule.level}`) });
    case 'consecutive_titles':
      return say('unmet.consecutive_titles', { title: say(`title.${rule.title}`), times: rule.times });
    case 'no_discipline':
      return say('unmet.no_discipline', { from: say(`discipline.${rule.from}`) });
    case 'member_share': {
      const params = { title: say(`title.${rule.title}`), percent: rule.percent };
      return say(rule.comparator === '>' ? 'unmet.member_share.more_than' : 'unmet.member_share.at_least', params);
    }
    case 'has_holder':
      return say('unmet.has_holder', { title: say(`title.${rule.title}`) });
    case 'registered':
    case 'all_members_completed':
      return say(`unmet.${rule.kind}`);
    case 'judged':
      return say(`unmet.judged.${rule.aspect}`);
  }
}

/** How far an unmet rule is met, where that can be counted: "hiện có 2/3". */
export function sayFound({ found }: UnmetRule): Say | null {
  return found === null ? null : say('unmet.found', { count: found.count, of: found.of });
}

/** A legal ground: clause, article and document, as far as they are known. */
export function sayCitation({ document, article, clause }: Citation): Say {
  const { kind, number } = legalDocument(document);
  return say('citation', {
    clause: clause ?? 'none',
    article: article ?? 'none',
    document: say(`legal_document.${kind}`, { number }),
  });
}
