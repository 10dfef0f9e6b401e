import { setImmediate } from 'node:timers/promises';
import type { Person } from '../../domain/person.ts';
import { type Pledge, type PledgeState, REGISTERED_STATES } from '../../domain/pledge.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES, type Title } from '../../domain/title.ts';
import type { ExportMaterial } from '../exports.ts';
import type { TableSheet } from '../tables/table-sheet.ts';
import { type ExportColumn, exportSheet, type Occasion, occasionOf, personColumns } from './export-sheet.ts';

/** A registration as it counts: the newest submitted version. */
interface RegistrationRow {
  readonly pledge: Pledge;
  /** Null for the division's own. */
  readonly person: Person | null;
  readonly division: string;
}

interface OwingRow {
  readonly person: Person;
  /** Null where nothing was begun. */
  readonly state: PledgeState | null;
}

/** Registrations of people, division by division, and who has not registered. */
export function individualRegistrations(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  if (occasion === null) return [];
  const expected = material.read(({ store }) => store.members.countActive());
  const registered = exportSheet<RegistrationRow>(material, occasion, {
    name: 'registrations_individual',
    columns: [
      ...personColumns<RegistrationRow>(({ person }) => person),
      ...contentColumns(material, INDIVIDUAL_TITLES),
      ...initiativeColumns(material),
      ...stateColumns(material),
    ],
    rows: individualRows(material, occasion),
    expected,
  });
  const owing = exportSheet<OwingRow>(material, occasion, {
    name: 'registrations_owing',
    columns: [
      ...personColumns<OwingRow>(({ person }) => person),
      {
        header: 'export.column.state',
        kind: 'text',
        width: 26,
        of: ({ state }) => material.text(state === null ? 'export.state.none' : `pledge.state.${state}`),
      },
    ],
    rows: owingRows(material, occasion),
    expected,
  });
  return [registered, owing];
}

/** Registrations of the divisions. */
export function collectiveRegistrations(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  if (occasion === null) return [];
  return [
    exportSheet<RegistrationRow>(material, occasion, {
      name: 'registrations_collective',
      columns: [
        { header: 'export.column.division', kind: 'text', width: 34, of: ({ division }) => division },
        ...contentColumns(material, COLLECTIVE_TITLES),
        ...stateColumns(material),
      ],
      rows: collectiveRows(material, occasion),
      expected: occasion.divisions.length,
    }),
  ];
}

async function* individualRows(material: ExportMaterial, occasion: Occasion): AsyncIterable<RegistrationRow> {
  for await (const { person, pledge } of peopleWithPledges(material, occasion)) {
    if (pledge !== null && REGISTERED_STATES.includes(pledge.state))
      yield { pledge, person, division: person.divisionName };
  }
}

async function* owingRows(material: ExportMaterial, occasion: Occasion): AsyncIterable<OwingRow> {
  for await (const { person, pledge } of peopleWithPledges(material, occasion)) {
    if (pledge === null || !REGISTERED_STATES.includes(pledge.state)) yield { person, state: pledge?.state ?? null };
  }
}

// A division at a time: what a province registers is never all in memory, and others have their turn in between.
async function* peopleWithPledges({ read }: ExportMaterial, { campaign, divisions }: Occasion) {
  for (const { id } of divisions) {
    await setImmediate();
    yield* read(({ store }) =>
      store.members
        .activeInDivision(id)
        .map((person) => ({ person, pledge: store.pledges.ofMember(campaign.id, person.id) })),
    );
  }
}

function* collectiveRows({ read }: ExportMaterial, { campaign, divisions }: Occasion): Iterable<RegistrationRow> {
  for (const { id, name } of divisions) {
    const pledge = read(({ store }) => store.pledges.ofDivision(campaign.id, id));
    if (pledge !== null && REGISTERED_STATES.includes(pledge.state)) yield { pledge, person: null, division: name };
  }
}

/** A column for each title, and what else was promised. */
function contentColumns({ text }: ExportMaterial, titles: readonly Title[]): readonly ExportColumn<RegistrationRow>[] {
  return [
    ...titles.map(
      (title): ExportColumn<RegistrationRow> => ({
        header: `title.${title}.short`,
        kind: 'mark',
        width: 12,
        of: ({ pledge }) => (pledge.content?.titles.includes(title) ? text('export.mark') : null),
      }),
    ),
    {
      header: 'export.column.awards',
      kind: 'text',
      width: 26,
      of: ({ pledge }) => (pledge.content?.awards ?? []).map((award) => text(`award.${award}`)).join('\n'),
    },
    {
      header: 'export.column.grade',
      kind: 'text',
      width: 18,
      of: ({ pledge }) => (pledge.content?.grade == null ? null : text(`grade.${pledge.content.grade}`)),
    },
    {
      header: 'export.column.commitment_count',
      kind: 'count',
      width: 10,
      of: ({ pledge }) => pledge.content?.commitments.length ?? null,
    },
    {
      header: 'export.column.commitments',
      kind: 'text',
      width: 60,
      of: ({ pledge }) =>
        (pledge.content?.commitments ?? []).map((commitment, index) => `${index + 1}. ${commitment.text}`).join('\n'),
    },
  ];
}

function initiativeColumns({ text }: ExportMaterial): readonly ExportColumn<RegistrationRow>[] {
  return [
    {
      header: 'export.column.initiative',
      kind: 'text',
      width: 40,
      of: ({ pledge }) => pledge.content?.initiative?.name ?? null,
    },
    {
      header: 'export.column.initiative_level',
      kind: 'text',
      width: 14,
      of: ({ pledge }) =>
        pledge.content?.initiative == null ? null : text(`level.${pledge.content.initiative.level}`),
    },
    {
      header: 'export.column.initiative_summary',
      kind: 'text',
      width: 50,
      of: ({ pledge }) => pledge.content?.initiative?.summary ?? null,
    },
  ];
}

function stateColumns({ text }: ExportMaterial): readonly ExportColumn<RegistrationRow>[] {
  return [
    {
      header: 'export.column.state',
      kind: 'text',
      width: 20,
      of: ({ pledge }) => text(`pledge.state.${pledge.state}`),
    },
    { header: 'export.column.version', kind: 'number', width: 8, of: ({ pledge }) => pledge.version },
    { header: 'export.column.submitted_at', kind: 'moment', width: 18, of: ({ pledge }) => pledge.submittedAt },
  ];
}
