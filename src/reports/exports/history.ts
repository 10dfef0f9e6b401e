import type { Work } from '../../app/ports.ts';
import { activeDivisions } from '../../app/standings.ts';
import { achievementSay } from '../../conversation/history-wording.ts';
import type { ResultHolder, YearResult } from '../../domain/history.ts';
import type { Person } from '../../domain/person.ts';
import type { HolderHistory } from '../../domain/standings/view.ts';
import { holderHistories } from '../../domain/standings/years.ts';
import type { ExportMaterial } from '../exports.ts';
import type { TableSheet } from '../tables/table-sheet.ts';
import { type ExportColumn, exportSheet, type Occasion, occasionOf } from './export-sheet.ts';

/** Years that have a column of their own; the decisions go back further. */
const YEARS_SHOWN = 5;

interface DecisionRow {
  readonly result: YearResult;
  readonly code: string;
  readonly name: string;
}

/** What was achieved over the years: a row for each person and each collective, and every decision by itself. */
export function historySheets(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  if (occasion === null) return [];
  const { histories, decisions } = material.read((work) => recorded(work, occasion, material.scope.divisionId));
  const people = histories.filter(({ holder }) => holder === 'person');
  const collectives = histories.filter(({ holder }) => holder !== 'person');
  const years = yearColumns(material, occasion.campaign.year);
  return [
    exportSheet<HolderHistory>(material, occasion, {
      name: 'history_people',
      columns: [
        { header: 'export.column.staff_code', kind: 'text', width: 12, of: ({ code }) => code },
        { header: 'export.column.full_name', kind: 'text', width: 26, of: ({ name }) => name },
        { header: 'export.column.division', kind: 'text', width: 28, of: ({ division }) => division?.name ?? null },
        ...years,
        inARow('advanced_worker'),
        inARow('grassroots_emulation_fighter'),
      ],
      rows: people,
      expected: people.length,
    }),
    exportSheet<HolderHistory>(material, occasion, {
      name: 'history_divisions',
      columns: [
        { header: 'export.column.collective', kind: 'text', width: 34, of: ({ name }) => name },
        ...years,
        inARow('advanced_labour_collective'),
        inARow('excellent_labour_collective'),
      ],
      rows: collectives,
      expected: collectives.length,
    }),
    exportSheet<DecisionRow>(material, occasion, {
      name: 'history_decisions',
      columns: decisionColumns(material),
      rows: decisions,
      expected: decisions.length,
    }),
  ];
}

function recorded(work: Work, { campaign }: Occasion, divisionId: number | null) {
  const { store } = work;
  const people = store.members.all();
  const divisions = store.divisions.all();
  const byId = new Map(people.map((person) => [person.id, person]));
  const within = (holder: ResultHolder) => isWithin(holder, byId, divisionId);
  const results = store.yearResults.inYears(0, campaign.year).filter(({ holder }) => within(holder));
  const agency = campaign.plan.agency.name;
  const names = new Map(divisions.map(({ id, code, name }) => [id, { code, name }]));
  return {
    histories: holderHistories(results, { people, divisions: activeDivisions(store), agency }),
    decisions: results.map((result): DecisionRow => {
      const { holder } = result;
      if (holder.of === 'agency') return { result, code: '', name: agency };
      if (holder.of === 'division') return { result, ...(names.get(holder.divisionId) ?? { code: '', name: '' }) };
      const person = byId.get(holder.memberId);
      return { result, code: person?.code ?? '', name: person?.fullName ?? '' };
    }),
  };
}

function isWithin(holder: ResultHolder, people: ReadonlyMap<number, Person>, divisionId: number | null): boolean {
  if (divisionId === null) return true;
  if (holder.of === 'division') return holder.divisionId === divisionId;
  // Whoever has left is no longer anybody's staff.
  const person = holder.of === 'person' ? people.get(holder.memberId) : undefined;
  return person?.active === true && person.divisionId === divisionId;
}

function yearColumns({ said }: ExportMaterial, last: number): readonly ExportColumn<HolderHistory>[] {
  return Array.from({ length: YEARS_SHOWN }, (_, index) => {
    const year = last - YEARS_SHOWN + 1 + index;
    return {
      header: 'export.column.year_results',
      params: { year: String(year) },
      kind: 'text',
      width: 24,
      of: ({ years }) =>
        (years.find((one) => one.year === year)?.achievements ?? []).map((one) => said(achievementSay(one))).join('\n'),
    };
  });
}

/** How often a title was held without a gap up to the newest year with results. */
function inARow(
  title:
    | 'advanced_worker'
    | 'grassroots_emulation_fighter'
    | 'advanced_labour_collective'
    | 'excellent_labour_collective',
): ExportColumn<HolderHistory> {
  return {
    header: `export.column.in_a_row.${title}`,
    kind: 'number',
    width: 14,
    of: (history) => history.inARow.find((row) => row.title === title)?.years ?? null,
  };
}

/** As a list to import has them: what was taken out can be taken in again. */
function decisionColumns({ text, said }: ExportMaterial): readonly ExportColumn<DecisionRow>[] {
  return [
    {
      header: 'history_sheet.header.holder',
      kind: 'text',
      width: 16,
      of: ({ result }) => text(`history.of.${result.holder.of}`),
    },
    { header: 'history_sheet.header.code', kind: 'text', width: 14, of: ({ code }) => code },
    { header: 'history_sheet.header.name', kind: 'text', width: 28, of: ({ name }) => name },
    { header: 'history_sheet.header.year', kind: 'number', width: 9, of: ({ result }) => result.year },
    {
      header: 'history_sheet.header.result',
      kind: 'text',
      width: 34,
      of: ({ result: { achievement } }) =>
        achievement.kind === 'initiative'
          ? text('history.initiative_option', { level: text(`level.${achievement.level}`) })
          : said(achievementSay(achievement)),
    },
    {
      header: 'history_sheet.header.initiative',
      kind: 'text',
      width: 40,
      of: ({ result: { achievement } }) => (achievement.kind === 'initiative' ? achievement.name : null),
    },
    { header: 'history_sheet.header.number', kind: 'text', width: 18, of: ({ result }) => result.decision.number },
    { header: 'history_sheet.header.date', kind: 'day', width: 13, of: ({ result }) => result.decision.date },
    {
      header: 'history_sheet.header.authority',
      kind: 'text',
      width: 34,
      of: ({ result }) => result.decision.authority,
    },
  ];
}
