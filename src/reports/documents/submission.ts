import type { Election } from '../../domain/ballot/election.ts';
import type { ElectionResult } from '../../domain/ballot/result.ts';
import { type LegalDocumentId, legalDocument } from '../../domain/legal-document.ts';
import { isIndividualTitle } from '../../domain/title.ts';
import type { Result } from '../../lib/result.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import { AGENCY_HEAD, agencyHead, type PaperDetails, SIGNED, signed } from './letterhead.ts';
import type { DataOf, Shape } from './shape.ts';
import { shareText } from './share-text.ts';
import type { TemplateProblem } from './template-problem.ts';

/** What a submission is made from: the laws it rests on, and the votes whose outcome it puts forward. */
export interface Submission extends PaperDetails {
  readonly council: string;
  readonly basis: readonly LegalDocumentId[];
  readonly votes: readonly { readonly election: Election; readonly result: ElectionResult }[];
}

const PROPOSED = {
  order: 'text',
  nominee: 'text',
  division: 'text',
  title: 'text',
  votes_share: 'text',
} as const satisfies Shape;

export const SUBMISSION = {
  ...AGENCY_HEAD,
  ...SIGNED,
  council: 'text',
  legal_grounds: { legal_ground: 'text' },
  person_count: 'text',
  collective_count: 'text',
  people_proposed: 'flag',
  collectives_proposed: 'flag',
  proposed_people: PROPOSED,
  proposed_collectives: PROPOSED,
} as const satisfies Shape;

/** A submission with the list of those whom the council puts forward (tờ trình, danh sách đề nghị) as a Word file. */
export function submission(
  details: Submission,
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fillTemplate(template, SUBMISSION, submissionData(details, words), words);
}

function submissionData(details: Submission, words: DocumentWords): DataOf<typeof SUBMISSION> {
  const people = proposed(details, true, words);
  const collectives = proposed(details, false, words);
  return {
    ...agencyHead(details, words),
    ...signed(details.agency, words),
    council: details.council,
    legal_grounds: details.basis.map((id) => {
      const { kind, number } = legalDocument(id);
      return { legal_ground: words.text(`legal_document.${kind}`, { number }) };
    }),
    person_count: String(people.length),
    collective_count: String(collectives.length),
    people_proposed: people.length > 0,
    collectives_proposed: collectives.length > 0,
    proposed_people: people,
    proposed_collectives: collectives,
  };
}

/** Those who passed, vote by vote in the order of the ballots. */
function proposed(
  { votes }: Submission,
  individuals: boolean,
  words: DocumentWords,
): readonly DataOf<typeof PROPOSED>[] {
  const passed = votes.flatMap(({ election, result }) =>
    result.lines.flatMap((line) => {
      const nominee = election.nominees.find(({ number }) => number === line.nominee);
      const put = line.passed && nominee !== undefined && isIndividualTitle(nominee.title) === individuals;
      return put ? [{ line, nominee }] : [];
    }),
  );
  return passed.map(({ line, nominee }, index) => ({
    order: String(index + 1),
    nominee: nominee.name,
    division: nominee.division,
    title: words.text(`title.${nominee.title}`),
    votes_share: shareText(line.agree, line.base, words),
  }));
}
