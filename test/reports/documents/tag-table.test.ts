import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { fold } from '../../../src/lib/vietnamese.ts';
import { CAMPAIGN_REPORT } from '../../../src/reports/documents/campaign-report.ts';
import { COUNCIL_MINUTES } from '../../../src/reports/documents/council-minutes.ts';
import { COUNT_MINUTES } from '../../../src/reports/documents/count-minutes.ts';
import { type DocumentKind, TEMPLATE_FILES } from '../../../src/reports/documents/document-kinds.ts';
import { PAPER_BALLOT } from '../../../src/reports/documents/paper-ballot.ts';
import { COLLECTIVE_LIST, INDIVIDUAL_LIST } from '../../../src/reports/documents/registration-lists.ts';
import { type DocumentTag, type Shape, tagsOf } from '../../../src/reports/documents/shape.ts';
import { SUBMISSION } from '../../../src/reports/documents/submission.ts';
import { TARGET_ANNEX } from '../../../src/reports/documents/target-annex.ts';
import { VOID_MINUTES } from '../../../src/reports/documents/void-minutes.ts';
import { catalogue } from '../../support/staff-terms.ts';

const SHAPES: Readonly<Record<DocumentKind, Shape>> = {
  registrations_individual: INDIVIDUAL_LIST,
  registrations_collective: COLLECTIVE_LIST,
  target_annex: TARGET_ANNEX,
  preliminary_report: CAMPAIGN_REPORT,
  final_report: CAMPAIGN_REPORT,
  paper_ballot: PAPER_BALLOT,
  count_minutes: COUNT_MINUTES,
  void_minutes: VOID_MINUTES,
  council_minutes: COUNCIL_MINUTES,
  submission: SUBMISSION,
};

const PAGE = join(projectRoot, 'docs', 'mau-van-ban.vi.md');
const wordOf = (tag: DocumentTag): string => catalogue.aliases(`document.tag.${tag}`, 'vi')[0] ?? '';
const allTags = (shape: Shape): readonly DocumentTag[] =>
  tagsOf(shape).flatMap(([tag, inner]) => [tag, ...(typeof inner === 'object' ? allTags(inner) : [])]);

function written(shape: Shape): string {
  return tagsOf(shape)
    .map(([tag, inner]) => {
      if (inner === 'text') return `\`{${wordOf(tag)}}\``;
      if (inner === 'flag') return `\`{#${wordOf(tag)}}…{/${wordOf(tag)}}\``;
      return `\`{#${wordOf(tag)}}\` ${written(inner)} \`{/${wordOf(tag)}}\``;
    })
    .join(' ');
}

test('the page for the office names every template with all its tags, as the code has them', async () => {
  const table = (Object.keys(SHAPES) as DocumentKind[])
    .map((kind) => `### \`${TEMPLATE_FILES[kind]}\`\n\n${written(SHAPES[kind])}\n`)
    .join('\n');
  const page = readFileSync(PAGE, 'utf8');
  const inPage = page.replace(/(<!-- tags -->\n)[\s\S]*(<!-- \/tags -->)/, `$1\n${table}\n$2`);
  await expect(inPage).toMatchFileSnapshot(PAGE);
});

test('a word means one tag, and every tag is in some document', () => {
  const used = [...new Set(Object.values(SHAPES).flatMap(allTags))];
  for (const locale of ['vi', 'en'] as const) {
    const words = used.flatMap((tag) => catalogue.aliases(`document.tag.${tag}`, locale).map(fold));
    expect(words.toSorted()).toEqual([...new Set(words)].toSorted());
  }
  const known = Object.keys(catalogue.texts('vi')).filter((key) => key.startsWith('document.tag.'));
  expect(used.map((tag) => `document.tag.${tag}`).sort()).toEqual(known.sort());
});
