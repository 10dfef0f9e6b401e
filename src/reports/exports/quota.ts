import { standings } from '../../app/standings.ts';
import type { TitleQuota } from '../../domain/standings/view.ts';
import type { ExportMaterial } from '../exports.ts';
import type { TableSheet } from '../tables/table-sheet.ts';
import { exportSheet, occasionOf } from './export-sheet.ts';

/** Titles with a ceiling: what it is a share of, the arithmetic, and how many have registered. */
export function quotaSheets(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  if (occasion === null) return [];
  const { quotas } = material.read((work) => standings(work, occasion.campaign, null));
  const { text } = material;
  return [
    exportSheet<TitleQuota>(material, occasion, {
      name: 'quota',
      columns: [
        { header: 'export.column.title', kind: 'text', width: 34, of: ({ title }) => text(`title.${title}`) },
        { header: 'export.column.ceiling_percent', kind: 'percent', width: 12, of: ({ line }) => line.percent / 100 },
        {
          header: 'export.column.ceiling_of',
          kind: 'text',
          width: 24,
          of: ({ ceiling }) => text(`quota.base.${ceiling.base}`),
        },
        { header: 'export.column.base', kind: 'count', width: 12, of: ({ line }) => line.base },
        {
          header: 'export.column.exact',
          kind: 'number',
          width: 12,
          of: ({ line }) => line.numerator / line.denominator,
        },
        { header: 'export.column.limit', kind: 'count', width: 12, of: ({ line }) => line.limit },
        { header: 'export.column.registered', kind: 'count', width: 12, of: ({ registered }) => registered },
        {
          header: 'export.column.over',
          kind: 'count',
          width: 12,
          of: ({ registered, line }) => Math.max(0, registered - line.limit),
        },
      ],
      rows: quotas,
      expected: quotas.length,
    }),
  ];
}
