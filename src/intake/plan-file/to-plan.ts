import type { Plan, Target, TargetMeasure, VotingRule } from '../../domain/plan.ts';
import { fraction, period } from '../yaml-file/fields.ts';
import { type PlanFile, readFigure, readPassMark } from './schema.ts';

type FileTarget = PlanFile['targets'][number];

/** The plan that a file describes; the file must have passed the schema and the checks. */
export function toPlan(file: PlanFile): Plan {
  return {
    year: file.year,
    title: file.title,
    issued: file.issued ?? null,
    introduction: file.introduction ?? '',
    agency: {
      name: file.agency.name,
      shortName: file.agency.short_name,
      parentName: file.agency.parent_name,
      place: file.agency.place,
      signer: file.agency.signer,
      recipients: file.agency.recipients,
    },
    ruleSet: file.rule_set,
    divisions: file.divisions,
    objectives: file.objectives ?? [],
    contents: file.contents ?? [],
    targets: file.targets.map((target) => toTarget(target, file.year)),
    movements: (file.movements ?? []).map(({ code, name, launched_by }) => ({ code, name, launchedBy: launched_by })),
    documents: file.documents ?? [],
    milestones: file.milestones.map(({ at, ...rest }) => ({ ...rest, date: at.slice(0, 10), time: at.slice(11) })),
    commitments: file.commitments.map((option) => ({ ...option, movement: option.movement ?? null })),
    initiatives: file.initiatives,
    measures: file.measures ?? [],
    closing: file.closing ?? '',
    council: file.council,
    votingRules: file.voting_rules.map(toVotingRule),
    reminders: (file.reminders ?? []).flatMap(({ days_before, whom, text, escalation, ...rest }) =>
      [...new Set(days_before)].map((daysBefore) => ({
        ...rest,
        daysBefore,
        ...(whom === undefined ? {} : { whom }),
        ...(text === undefined ? {} : { text }),
        ...(escalation === undefined ? {} : { escalation }),
      })),
    ),
    digest: file.digest,
  };
}

function toTarget(target: FileTarget, year: number): Target {
  const years = target.period === undefined ? null : period(target.period);
  const figure = readFigure(target.figure);
  if (figure === null) throw new Error(`figure not checked: ${target.figure}`);
  return {
    code: target.code,
    section: target.section,
    horizon: years === null ? 'year' : 'period',
    from: years?.from ?? year,
    to: years?.to ?? year,
    yearly: target.yearly ?? years === null,
    subject: target.subject,
    text: target.text,
    measure: measureOf(target.measure),
    ...figure,
    denominator: target.base === undefined ? null : { base: target.base, stated: target.base_stated ?? true },
    ceiling: target.ceiling ?? false,
  };
}

function measureOf(measure: FileTarget['measure']): TargetMeasure {
  const holder = measure.holder ?? 'individual';
  if (measure.title !== undefined) return { of: 'title', title: measure.title };
  if (measure.award !== undefined) return { of: 'award', award: measure.award, holder };
  if (measure.initiative !== undefined) return { of: 'initiative', level: measure.initiative };
  if (measure.grading !== undefined) return { of: 'grading', grade: measure.grading, holder };
  if (measure.discipline !== undefined) return { of: 'discipline', from: measure.discipline };
  if (measure.exemplar !== undefined) return { of: 'exemplar' };
  if (measure.indicator !== undefined) return { of: 'indicator', code: measure.indicator };
  throw new Error('measure not checked');
}

function toVotingRule({ passes, quorum, ...rest }: PlanFile['voting_rules'][number]): VotingRule {
  const mark = readPassMark(passes);
  const least = fraction(quorum);
  if (mark === null || least === null) throw new Error(`voting rule not checked: ${passes}, ${quorum}`);
  return { ...rest, ...mark, quorum: least };
}
