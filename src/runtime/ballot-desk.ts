import { type Ballot, ballotOf, type CastingError, castSealed, linkedBallot } from '../app/casting.ts';
import type { UnitOfWork } from '../app/delivery-ports.ts';
import type { Work } from '../app/ports.ts';
import { nomineeCard } from '../conversation/ballot-wording.ts';
import { SECRECY_WORDS } from '../conversation/flows/secrecy.ts';
import { type Say, say } from '../conversation/text-key.ts';
import { titleSay } from '../conversation/wording.ts';
import type { Nominee } from '../domain/ballot/election.ts';
import { LOCALES, type Locale } from '../domain/person.ts';
import { isIndividualTitle } from '../domain/title.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { errorFields, type Log } from './log.ts';

export interface BallotDeskOptions {
  readonly unitOfWork: UnitOfWork;
  readonly work: () => Work;
  readonly catalogue: Catalogue;
  readonly defaultLocale: Locale;
  readonly log: Log;
}

/** A ballot in a member's language, without the member. */
export interface BallotSheet {
  readonly state: 'open';
  readonly locale: Locale;
  readonly council: string;
  readonly name: string;
  readonly until: string;
  readonly fingerprint: { readonly short: string; readonly full: string };
  readonly publicKey: string;
  readonly lines: readonly {
    readonly number: number;
    readonly name: string;
    readonly about: string;
    readonly card: readonly string[];
  }[];
  readonly recused: number;
  readonly secrecy: readonly string[];
  readonly inChatToo: boolean;
}

type BallotView = BallotSheet | { readonly state: 'voted' | 'over'; readonly locale: Locale };

export type BallotPageProblem =
  | 'ballot-unknown'
  | 'ballot-over'
  | 'ballot-voted'
  | 'ballot-unfit'
  | 'ballot-not-stored';

/** Shows and takes ballots at one-time addresses. Nothing here is logged but that the storage failed. */
export interface BallotDesk {
  look(token: string, locale: string | null): BallotView | null;
  cast(token: string, marks: ReadonlyMap<number, Uint8Array>): Result<void, BallotPageProblem>;
}

/**
 * What the page says to each refusal. That somebody is on no roll, votes on paper or has left is said to nobody: such an
 * address is as good as none.
 */
const REFUSED: Readonly<Record<CastingError, BallotPageProblem>> = {
  ballot_gone: 'ballot-unknown',
  not_on_roll: 'ballot-unknown',
  votes_on_paper: 'ballot-unknown',
  election_not_open: 'ballot-unknown',
  election_over: 'ballot-over',
  already_voted: 'ballot-voted',
  ballot_incomplete: 'ballot-unfit',
  ballot_not_ready: 'ballot-not-stored',
};

/** Builds the desk. */
export function createBallotDesk(options: BallotDeskOptions): BallotDesk {
  const { unitOfWork, work, catalogue, log } = options;

  function sheetOf(now: Work, ballot: Ballot, locale: Locale): BallotSheet {
    const { election, publicKey, fingerprint, deadline, lines, recused } = ballot;
    const words = (text: Say) => catalogue.plain(text, locale);
    return {
      state: 'open',
      locale,
      council: election.council,
      name: election.name,
      until: words(say('ballot.page.until', { until: { as: 'moment', date: deadline } })),
      fingerprint,
      publicKey,
      lines: lines.map((nominee) => {
        // The first line of the card is the name, which heads the line of the ballot already.
        const [, ...card] = nomineeCard(now, election, nominee);
        return { number: nominee.number, name: nominee.name, about: words(about(nominee)), card: card.map(words) };
      }),
      recused: recused.length,
      secrecy: SECRECY_WORDS.map(words).filter((line) => line.trim() !== ''),
      inChatToo: election.casting === 'chat_and_page',
    };
  }

  return {
    // In a transaction: what the command line has changed about people counts from its start.
    look: (token, asked) =>
      unitOfWork.run(() => {
        const now = work();
        const linked = linkedBallot(now, token);
        if (linked === null) return null;
        const { person, electionId } = linked;
        const locale = LOCALES.find((known) => known === asked) ?? person.locale ?? options.defaultLocale;
        const ballot = ballotOf(now, person, electionId);
        if (ballot.ok) return sheetOf(now, ballot.value, locale);
        const problem = REFUSED[ballot.error];
        if (problem === 'ballot-voted') return { state: 'voted', locale };
        return problem === 'ballot-over' ? { state: 'over', locale } : null;
      }),
    cast(token, marks) {
      try {
        const cast = unitOfWork.run(() => {
          const now = work();
          const linked = linkedBallot(now, token);
          return linked === null ? err('ballot_gone') : castSealed(now, linked.person, linked.electionId, marks);
        });
        return cast.ok ? ok(undefined) : err(REFUSED[cast.error]);
      } catch (error) {
        log.error(errorFields(error), 'a ballot from the page was not stored');
        return err('ballot-not-stored');
      }
    },
  };
}

function about({ title, division }: Nominee): Say {
  const named = titleSay(title);
  return isIndividualTitle(title) ? say('ballot.page.about', { title: named, division }) : named;
}
