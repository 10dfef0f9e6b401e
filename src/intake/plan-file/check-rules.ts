import { ruleSetById, unverifiedCount } from '../../domain/rule-set.ts';
import type { Title } from '../../domain/title.ts';
import type { Finding, PlanWarningCode } from '../yaml-file/problem.ts';
import type { PlanFile } from './schema.ts';

type Warning = Finding<PlanWarningCode>;

/** What to know about the rule set chosen, and titles in the targets that nobody has said how to vote on. */
export function ruleWarnings(file: PlanFile): readonly Warning[] {
  const set = ruleSetById(file.rule_set);
  const path = ['rule_set'];
  const warnings: Warning[] = [];
  const from = set.validFrom;
  if (`${file.year}-12-31` < from || (set.validTo !== null && set.validTo < `${file.year}-01-01`)) {
    const to = set.validTo ?? 'none';
    warnings.push({ path, code: 'rule_set_out_of_year', params: { rule_set: set.id, year: file.year, from, to } });
  }
  if (!set.verified) warnings.push({ path, code: 'rule_set_unverified', params: { rule_set: set.id } });
  else warnings.push({ path, code: 'rules_unverified', params: { rule_set: set.id, count: unverifiedCount(set) } });

  const settled = new Set<Title>(file.voting_rules.map(({ title }) => title));
  for (const [index, { measure }] of file.targets.entries()) {
    if (measure.title === undefined || settled.has(measure.title)) continue;
    settled.add(measure.title);
    warnings.push({
      path: ['targets', index, 'measure'],
      code: 'voting_rule_missing',
      params: { title: measure.title },
    });
  }
  return warnings;
}
