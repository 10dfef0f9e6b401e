import { fingerprintOf } from '../../domain/ballot/canonical-text.ts';
import type { Election } from '../../domain/ballot/election.ts';
import type { ElectionResult } from '../../domain/ballot/result.ts';
import type { CouncilPost } from '../../domain/member.ts';
import type { VotingRule } from '../../domain/plan.ts';
import type { Result } from '../../lib/result.ts';
import { COUNT_TITLE, countTitles } from './count-titles.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import { COUNCIL_HEAD, councilHead, type PaperDetails } from './letterhead.ts';
import type { DataOf, Shape } from './shape.ts';
import type { TemplateProblem } from './template-problem.ts';

/** A session of the council as far as it is known; what is said in it is written in by its secretary. */
export interface CouncilSession extends PaperDetails {
  readonly council: string;
  readonly members: readonly { readonly name: string; readonly position: string; readonly post: CouncilPost }[];
  /** Votes that were counted, secret and open ones, in the order in which they were held. */
  readonly votes: readonly {
    readonly method: VotingRule['method'];
    readonly election: Election;
    readonly result: ElectionResult;
  }[];
}

export const COUNCIL_MINUTES = {
  ...COUNCIL_HEAD,
  council_size: 'text',
  council_members: { order: 'text', name: 'text', position: 'text', council_post: 'text' },
  chair: 'text',
  secretary: 'text',
  voted_upon: 'flag',
  votes: {
    order: 'text',
    election: 'text',
    method: 'text',
    secret: 'flag',
    fingerprint_short: 'text',
    members: 'text',
    voted: 'text',
    titles: COUNT_TITLE,
  },
} as const satisfies Shape;

/** The minutes of a council's session (biên bản họp Hội đồng) as a Word file. */
export function councilMinutes(
  session: CouncilSession,
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fillTemplate(template, COUNCIL_MINUTES, councilMinutesData(session, words), words);
}

function councilMinutesData(session: CouncilSession, words: DocumentWords): DataOf<typeof COUNCIL_MINUTES> {
  const { members, votes } = session;
  const holder = (post: CouncilPost): string =>
    words.orByHand(members.find((member) => member.post === post)?.name ?? null);
  return {
    ...councilHead(session, words),
    council_size: String(members.length),
    council_members: members.map(({ name, position, post }, index) => ({
      order: String(index + 1),
      name,
      position,
      council_post: words.text(`document.council_post.${post}`),
    })),
    chair: holder('chair'),
    secretary: holder('secretary'),
    voted_upon: votes.length > 0,
    votes: votes.map(({ method, election, result }, index) => ({
      order: String(index + 1),
      election: election.name,
      method: words.text(`document.method.${method}`),
      secret: method === 'secret_ballot',
      fingerprint_short: fingerprintOf(election).short,
      members: String(result.members),
      voted: String(result.voted),
      titles: countTitles(election, result, words),
    })),
  };
}
