import { standings } from '../../app/standings.ts';
import { figureSay, wantedSay } from '../../conversation/figure-wording.ts';
import type { DivisionStanding, Measured, TargetStanding, TitleStanding } from '../../domain/standings/view.ts';
import type { ExportMaterial } from '../exports.ts';
import type { TableCell, TableSheet } from '../tables/table-sheet.ts';
import { type ExportColumn, exportSheet, occasionOf } from './export-sheet.ts';

/** How the campaign stands: divisions, titles and targets, each on a sheet. */
export function standingsSheets(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  if (occasion === null) return [];
  const { divisions, titles, targets } = material.read((work) =>
    standings(work, occasion.campaign, material.scope.divisionId),
  );
  const { text } = material;
  return [
    exportSheet(material, occasion, {
      name: 'standings_divisions',
      columns: DIVISION_COLUMNS,
      rows: divisions,
      expected: divisions.length,
    }),
    exportSheet<TitleStanding>(material, occasion, {
      name: 'standings_titles',
      columns: [
        { header: 'export.column.title', kind: 'text', width: 40, of: ({ title }) => text(`title.${title}`) },
        { header: 'export.column.registered', kind: 'count', width: 14, of: ({ registered }) => registered },
        { header: 'export.column.endorsed', kind: 'count', width: 14, of: ({ endorsed }) => endorsed },
        { header: 'export.column.accepted', kind: 'count', width: 14, of: ({ accepted }) => accepted },
      ],
      rows: titles,
      expected: titles.length,
    }),
    exportSheet(material, occasion, {
      name: 'standings_targets',
      columns: targetColumns(material),
      rows: targets,
      expected: targets.length,
    }),
  ];
}

const DIVISION_COLUMNS: readonly ExportColumn<DivisionStanding>[] = [
  { header: 'export.column.division', kind: 'text', width: 34, of: ({ name }) => name },
  { header: 'export.column.people', kind: 'count', width: 12, of: ({ registration }) => registration.people },
  { header: 'export.column.handed_in', kind: 'count', width: 12, of: ({ registration }) => registration.handedIn },
  { header: 'export.column.endorsed', kind: 'count', width: 12, of: ({ registration }) => registration.endorsed },
  { header: 'export.column.accepted', kind: 'count', width: 12, of: ({ registration }) => registration.accepted },
  { header: 'export.column.owing', kind: 'count', width: 12, of: ({ registration }) => registration.owing },
  {
    header: 'export.column.handed_in_share',
    kind: 'percent',
    width: 12,
    of: ({ registration: { handedIn, people } }) => (people === 0 ? null : handedIn / people),
  },
  ...(['preliminary', 'final'] as const).map(
    (round): ExportColumn<DivisionStanding> => ({
      header: `export.column.reported_${round}`,
      kind: 'count',
      width: 14,
      of: ({ reviews }) => reviews.find((review) => review.round === round)?.reported ?? null,
    }),
  ),
];

function targetColumns({ text, said }: ExportMaterial): readonly ExportColumn<TargetStanding>[] {
  const verdict = (measured: Measured | null): TableCell => {
    const met = measured?.assessment.met ?? null;
    return met === null ? null : text(met ? 'export.met' : 'export.not_met');
  };
  const share = (measured: Measured | null): TableCell => {
    const hundredths = measured?.assessment.actualHundredths ?? null;
    return hundredths === null ? null : hundredths / 10_000;
  };
  return [
    { header: 'export.column.section', kind: 'text', width: 12, of: ({ target }) => target.section },
    { header: 'export.column.target', kind: 'text', width: 60, of: ({ target }) => target.text },
    { header: 'export.column.wanted', kind: 'text', width: 22, of: ({ target }) => said(wantedSay(target)) },
    { header: 'export.column.from_year', kind: 'number', width: 9, of: ({ target }) => target.from },
    { header: 'export.column.to_year', kind: 'number', width: 9, of: ({ target }) => target.to },
    { header: 'export.column.registered', kind: 'count', width: 12, of: ({ registered }) => registered?.count ?? null },
    { header: 'export.column.base', kind: 'count', width: 12, of: ({ registered }) => registered?.base ?? null },
    { header: 'export.column.share', kind: 'percent', width: 12, of: ({ registered }) => share(registered) },
    { header: 'export.column.registered_met', kind: 'mark', width: 14, of: ({ registered }) => verdict(registered) },
    {
      header: 'export.column.achieved',
      kind: 'text',
      width: 24,
      of: ({ need, value, achieved }) => {
        if (need !== null && value?.figure != null) return said(figureSay(need.form, value.figure));
        return achieved?.count ?? null;
      },
    },
    { header: 'export.column.achieved_share', kind: 'percent', width: 12, of: ({ achieved }) => share(achieved) },
    { header: 'export.column.achieved_met', kind: 'mark', width: 14, of: ({ achieved }) => verdict(achieved) },
  ];
}
