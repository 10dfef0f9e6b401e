/** What can be wrong with a file of the office in YAML, its plan or its calendar; each has a text `plan.problem.<code>`. */
export const PLAN_PROBLEM_CODES = [
  'not_unicode',
  'too_large',
  'too_deep',
  'too_many_aliases',
  'too_many_problems',
  'yaml_syntax',
  'not_a_mapping',
  'missing',
  'wrong_type',
  'unknown_key',
  'unknown_value',
  'too_long',
  'too_many',
  'too_few',
  'out_of_range',
  'bad_code',
  'bad_date',
  'bad_moment',
  'bad_time',
  'bad_figure',
  'bad_period',
  'bad_fraction',
  'bad_measure',
  'holder_missing',
  'base_missing',
  'base_unexpected',
  'yearly_without_period',
  'period_without_year',
  'duplicate_code',
  'unknown_reference',
  'milestone_missing',
  'milestone_twice',
  'milestone_order',
  'far_outside_year',
  'subject_mismatch',
  'ceiling_without_share',
  'ceiling_above_cap',
  'date_outside_year',
  'duplicate_date',
  'ends_before_start',
  'no_free_hour',
] as const;
export type PlanProblemCode = (typeof PLAN_PROBLEM_CODES)[number];

/** What a reader should know about a file that can be used all the same; texts `plan.warning.<code>`. */
export const PLAN_WARNING_CODES = [
  'rule_set_unverified',
  'rules_unverified',
  'rule_set_out_of_year',
  'outside_year',
  'goal_above_cap',
  'ceiling_base_differs',
  'voting_rule_missing',
  'example_dates',
  'weekend_anyway',
  'weekday_anyway',
] as const;
export type PlanWarningCode = (typeof PLAN_WARNING_CODES)[number];

/** Keys of the path from the top of the file; numbers count from 0. */
export type FilePath = readonly (string | number)[];

export type ProblemParams = Readonly<Record<string, string | number>>;

/** Something found in the file before its place in the text is looked up. */
export interface Finding<Code extends string> {
  readonly path: FilePath;
  readonly code: Code;
  readonly params: ProblemParams;
  /** True when the key itself is wrong, not its value. */
  readonly atKey?: boolean;
}

/** A finding with its place: line and column from 1, the path as people read it (`targets[2].figure`, from 1). */
export interface Located<Code extends string> {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly code: Code;
  readonly params: ProblemParams;
}

export type PlanProblem = Located<PlanProblemCode>;
export type PlanWarning = Located<PlanWarningCode>;
