import type { EpochMs, IsoDate } from '../lib/clock.ts';
import type { IndicatorFigure } from './indicator.ts';
import type { ReviewDuty, ReviewRound } from './review.ts';
import { INITIATIVE_KEY, type ItemStatus, type ReportContent } from './review-content.ts';
import type { PledgeKind } from './title.ts';

/** A pledge that is reported on, with its owner and what was reported, as they are when a review closes. */
export interface ReportedPledge {
  readonly kind: PledgeKind;
  /** Staff code of the person, or code of the division. */
  readonly code: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly duty: ReviewDuty;
  /** Version of the report, 0 where none was submitted. */
  readonly version: number;
  readonly content: ReportContent | null;
}

/** A target of the plan with what is registered and what is reported towards it; null where nothing says it. */
export interface TargetFigures {
  readonly code: string;
  readonly text: string;
  readonly registered: number | null;
  readonly reported: number | null;
  readonly base: number | null;
}

/** Everything that a snapshot says, as it was read. */
export interface ReviewFacts {
  readonly year: number;
  readonly round: ReviewRound;
  readonly takenAt: EpochMs;
  readonly divisions: readonly { readonly code: string; readonly name: string }[];
  readonly pledges: readonly ReportedPledge[];
  readonly targets: readonly TargetFigures[];
  /** The agency's and the divisions' own indicators, as they stand for this round. */
  readonly indicators: readonly IndicatorSaid[];
}

/** An indicator of the agency, or of one division by its code. */
export interface IndicatorSaid {
  readonly code: string;
  readonly division: string | null;
  readonly asOf: IsoDate;
  readonly figure: IndicatorFigure | null;
  readonly source: string | null;
  readonly note: string | null;
}

type DutyCounts = Readonly<Record<ReviewDuty, number>>;
type StatusCounts = Readonly<Partial<Record<ItemStatus, number>>>;

interface SnapshotOwner {
  readonly kind: PledgeKind;
  readonly code: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly duty: ReviewDuty;
  readonly version: number;
  readonly items: readonly {
    readonly key: string;
    readonly text: string;
    readonly status: ItemStatus | null;
    readonly figure: string | null;
    readonly note: string | null;
    readonly evidence: number;
  }[];
}

/** What a review says when it closes. */
export interface ReviewSnapshot {
  readonly format: 1;
  readonly year: number;
  readonly round: ReviewRound;
  readonly takenAt: EpochMs;
  readonly people: DutyCounts;
  readonly statuses: StatusCounts;
  readonly divisions: readonly {
    readonly code: string;
    readonly name: string;
    readonly people: DutyCounts;
    readonly collective: ReviewDuty;
    readonly statuses: StatusCounts;
  }[];
  /** Commitments that several promised, by their code in the plan; own words are counted under `own`. */
  readonly commitments: readonly { readonly key: string; readonly text: string; readonly statuses: StatusCounts }[];
  readonly owners: readonly SnapshotOwner[];
  readonly targets: readonly TargetFigures[];
  readonly indicators: readonly IndicatorSaid[];
}

/** The snapshot of a review. Pure: the same facts give the same bytes as JSON, in whatever order they were read. */
export function snapshotOf(facts: ReviewFacts): ReviewSnapshot {
  const owners = facts.pledges.map(ownerOf).sort(byCode);
  const people = owners.filter((owner) => owner.kind === 'individual');
  return {
    format: 1,
    year: facts.year,
    round: facts.round,
    takenAt: facts.takenAt,
    people: countDuties(people),
    statuses: countStatuses(owners),
    divisions: facts.divisions.map(({ code, name }) => {
      const own = owners.filter((owner) => owner.divisionCode === code);
      return {
        code,
        name,
        people: countDuties(own.filter((owner) => owner.kind === 'individual')),
        collective: own.find((owner) => owner.kind === 'collective')?.duty ?? 'none',
        statuses: countStatuses(own),
      };
    }),
    commitments: countCommitments(owners),
    owners,
    targets: facts.targets.map(({ code, text, registered, reported, base }) => ({
      code,
      text,
      registered,
      reported,
      base,
    })),
    indicators: facts.indicators.toSorted(byIndicator),
  };
}

function ownerOf({ kind, code, name, divisionCode, duty, version, content }: ReportedPledge): SnapshotOwner {
  // What came back or was never submitted counts as not reported: its items are not what anybody stands by.
  const stands = duty === 'reported' || duty === 'confirmed';
  const items = stands ? (content?.items ?? []) : [];
  return {
    kind,
    code,
    name,
    divisionCode,
    duty,
    version,
    items: items.map(({ key, text, status, figure, note, evidence }) => ({
      key,
      text,
      status,
      figure,
      note,
      evidence: evidence.length,
    })),
  };
}

function byCode(left: SnapshotOwner, right: SnapshotOwner): number {
  const leftKey = `${left.kind}:${left.code}`;
  const rightKey = `${right.kind}:${right.code}`;
  return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
}

function byIndicator(left: IndicatorSaid, right: IndicatorSaid): number {
  const leftKey = `${left.code}:${left.division ?? ''}`;
  const rightKey = `${right.code}:${right.division ?? ''}`;
  return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
}

function countDuties(owners: readonly SnapshotOwner[]): DutyCounts {
  const counts = { none: 0, owes: 0, returned: 0, reported: 0, confirmed: 0 };
  for (const { duty } of owners) counts[duty] += 1;
  return counts;
}

const STATUS_ORDER: readonly ItemStatus[] = [
  'done',
  'on_track',
  'behind',
  'in_difficulty',
  'in_progress',
  'handed_in',
  'recognised_grassroots',
  'recognised_provincial',
  'recognised_national',
];

function countStatuses(owners: readonly Pick<SnapshotOwner, 'items'>[]): StatusCounts {
  const counts: Partial<Record<ItemStatus, number>> = {};
  const statuses = owners.flatMap(({ items }) => items.map(({ status }) => status));
  for (const status of STATUS_ORDER) {
    const count = statuses.filter((candidate) => candidate === status).length;
    if (count > 0) counts[status] = count;
  }
  return counts;
}

function countCommitments(owners: readonly SnapshotOwner[]): ReviewSnapshot['commitments'] {
  const groups = new Map<string, { readonly text: string; readonly items: SnapshotOwner['items'][number][] }>();
  for (const item of owners.flatMap(({ items }) => items)) {
    const shared = item.key === INITIATIVE_KEY || item.key.startsWith('plan:');
    const key = shared ? item.key : 'own';
    const group = groups.get(key) ?? { text: item.key.startsWith('plan:') ? item.text : '', items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { text, items }]) => ({ key, text, statuses: countStatuses([{ items }]) }));
}

/** What differs for one person or division since a snapshot. */
export interface SnapshotDifference {
  readonly kind: PledgeKind;
  readonly code: string;
  readonly name: string;
  readonly before: { readonly duty: ReviewDuty; readonly version: number };
  readonly now: { readonly duty: ReviewDuty; readonly version: number };
}

/** Whose report differs from the snapshot, by code; the snapshot itself stays as it was. */
export function differencesSince(snapshot: ReviewSnapshot, now: ReviewSnapshot): readonly SnapshotDifference[] {
  const keyOf = ({ kind, code }: { kind: PledgeKind; code: string }) => `${kind}:${code}`;
  const before = new Map(snapshot.owners.map((owner) => [keyOf(owner), owner]));
  return now.owners.flatMap((owner) => {
    const known = before.get(keyOf(owner)) ?? { duty: 'none' as const, version: 0 };
    if (known.duty === owner.duty && known.version === owner.version) return [];
    const { kind, code, name } = owner;
    return [
      {
        kind,
        code,
        name,
        before: { duty: known.duty, version: known.version },
        now: { duty: owner.duty, version: owner.version },
      },
    ];
  });
}
