import { say, type TextKey } from '../conversation/text-key.ts';
import {
  HISTORY_COLUMNS,
  type HistoryColumn,
  LISTED_RESULTS,
  REQUIRED_HISTORY_COLUMNS,
} from '../domain/history-columns.ts';
import type { Locale } from '../domain/person.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { listTemplate, requiredHeader } from './list-template.ts';

const WIDTHS: Readonly<Record<HistoryColumn, number>> = {
  holder: 16,
  code: 14,
  name: 30,
  year: 9,
  result: 32,
  initiative: 34,
  number: 18,
  date: 14,
  authority: 30,
};

/** The empty list of past years' decisions to fill in: headers, an example row, and the words for every result. */
export async function historyTemplate(catalogue: Catalogue, locale: Locale): Promise<Uint8Array> {
  const text = (key: TextKey): string => catalogue.plain(say(key), locale);
  const form = (key: TextKey): string => catalogue.aliases(key, locale)[0] ?? '';
  const example: Readonly<Record<HistoryColumn, string>> = {
    holder: form('history_sheet.holder.person'),
    code: text('staff_template.example.code'),
    name: text('staff_template.example.full_name'),
    year: text('history.year_example'),
    result: form('history_sheet.result.title.advanced_worker'),
    initiative: '',
    number: text('history.number_example'),
    date: text('history_template.example.date'),
    authority: text('history.authority_example'),
  };
  return listTemplate({
    name: text('history_template.sheet.list'),
    columns: HISTORY_COLUMNS.map((column) => ({
      header: requiredHeader(
        catalogue.aliases(`history_sheet.header.${column}`, locale),
        (REQUIRED_HISTORY_COLUMNS as readonly HistoryColumn[]).includes(column),
      ),
      width: WIDTHS[column],
      example: example[column],
      meaning: text(`history_template.guide.${column}`),
    })),
    guide: {
      name: text('staff_template.sheet.guide'),
      title: text('history_template.guide.title'),
      remarks: [
        text('history_template.guide.rows'),
        text('staff_template.guide.remark'),
        text('history_template.guide.again'),
        text('history_template.guide.no_discipline'),
      ],
      columns: [text('staff_template.guide.column'), text('staff_template.guide.meaning')],
      terms: {
        headings: [text('history_template.guide.result_word'), text('history_template.guide.other_words')],
        rows: LISTED_RESULTS.map((result) => {
          const [first = '', ...others] = catalogue.aliases(`history_sheet.result.${result}`, locale);
          return [first, others.join('; ')] as const;
        }),
      },
    },
  });
}
