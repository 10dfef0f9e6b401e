import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Citation, LEGAL_DOCUMENTS, legalDocument } from '../../src/domain/legal-document.ts';
import { type Condition, type Requirement, RULE_SETS, unverifiedCount } from '../../src/domain/rule-set.ts';

const guide = readFileSync('docs/rule-sets.md', 'utf8');

function condition(rule: Condition): string {
  switch (rule.kind) {
    case 'title_this_year':
      return `${rule.title} this year`;
    case 'grading_at_least':
      return rule.grade === 'excellent' ? 'graded excellent' : `graded ${rule.grade} or better`;
    case 'initiative':
      return `${rule.level} initiative`;
    case 'consecutive_titles': {
      const apart = rule.everyYears === 1 ? 'every year' : `at most ${rule.everyYears} years apart`;
      return `${rule.title} ${rule.times} times in a row, ${apart}`;
    }
    case 'no_discipline':
      return `no discipline from ${rule.from}`;
    case 'member_share':
      return `${rule.comparator === '>' ? 'more than' : 'at least'} ${rule.percent} % of members ${rule.title}`;
    case 'has_holder':
      return `has a ${rule.title}`;
    case 'all_members_completed':
      return 'all members completed their tasks';
    case 'judged':
      return `${rule.aspect.replace('_', ' ')} (judged by people)`;
    case 'registered':
      return 'registered';
  }
}

/** The requirement in words; a question mark after what nobody has compared with the official text. */
function words(requirement: Requirement): string {
  if (requirement.kind === 'all') return requirement.of.map(words).join('; ');
  if (requirement.kind === 'any') return `either ${requirement.of.map(words).join(' or ')}`;
  return `${condition(requirement)}${mark(requirement.verified)}`;
}

function mark(verified: boolean): string {
  return verified ? '' : ' (?)';
}

function ground({ document, article, clause }: Citation): string {
  const place = article === null ? '' : ` art. ${article}${clause === null ? '' : `.${clause}`}`;
  return `${legalDocument(document).number}${place}`;
}

describe('docs/rule-sets.md', () => {
  it.each(RULE_SETS.map((set) => [set.id, set] as const))('tells the period and the doubts of %s', (id, set) => {
    const open = set.verified ? 'known' : '**not verified**';
    const registration = `${set.registration.required ? 'required' : 'not required'}${mark(set.registration.verified)}`;
    expect(guide).toContain(
      `| \`${id}\` | ${set.validFrom} | ${set.validTo ?? '–'} | ${open} | ${unverifiedCount(set)} | ${registration} |\n`,
    );
  });

  it.each(RULE_SETS.flatMap((set) => Object.values(set.titles).map((rules) => [set.id, rules.title, rules] as const)))(
    '%s: says of %s what is demanded, with a mark on every doubt',
    (id, title, rules) => {
      const section = guide.split('\n## ').find((part) => part.includes(`\`${id}\`\n`)) ?? '';
      const cap = rules.cap === null ? '–' : `${rules.cap.percent} % of ${rules.cap.base}${mark(rules.cap.verified)}`;
      const decided = `${rules.decidedBy.post.replace('_', ' ')}${mark(rules.decidedBy.verified)}`;
      const grounds = rules.grounds.map(ground).join(', ');

      expect(section).toContain(`| ${title} | ${words(rules.requirement)} | ${cap} | ${decided} | ${grounds} |\n`);
    },
  );

  it.each(LEGAL_DOCUMENTS.map((document) => [document.number, document] as const))('lists %s', (number, document) => {
    const { date, effectiveFrom, effectiveTo, verified } = document;
    expect(guide).toContain(
      `| ${number} | ${date ?? '?'} | ${effectiveFrom} | ${effectiveTo ?? '–'} | ${verified ? 'yes' : 'no'} |\n`,
    );
  });
});
