import { castChoices, issueBallotLink } from '../../src/app/casting.ts';
import {
  cancelElection,
  closeEarly,
  countAgain,
  postponeElection,
  publishElection,
} from '../../src/app/election-closing.ts';
import {
  changeDraft,
  changeRule,
  discardDraft,
  newDraft,
  nominateAll,
  withdrawNominee,
} from '../../src/app/election-draft.ts';
import { acknowledgeAndOpen, beginNow } from '../../src/app/election-opening.ts';
import { recordOpenVote, setPresent } from '../../src/app/open-vote.ts';
import { confirmPaper, enterPaper, refusePaper } from '../../src/app/paper-ballots.ts';
import type { Work } from '../../src/app/ports.ts';
import { confirmShare, giveShare, shareKey } from '../../src/app/tellers.ts';
import type { Person } from '../../src/domain/person.ts';
import { HOUR } from '../../src/lib/clock.ts';
import type { Result } from '../../src/lib/result.ts';
import { CAST, type Office } from '../support/office.ts';
import { councilOf, draftRound, openDraft, openRound } from '../support/voting.ts';

const TITLE = 'grassroots_emulation_fighter';
/** Rounds in every state that an action needs; made last, because it moves the office's clock. */
export interface Rounds {
  readonly office: Office;
  readonly draft: number;
  readonly shared: number;
  readonly open: number;
  readonly voted: number;
  readonly paper: number;
  readonly counted: number;
  readonly boxes: number;
  readonly openVote: number;
  /** The share of the teller who acts. */
  readonly share: string;
}

type Act = (work: Work, actor: Person, rounds: Rounds) => Result<unknown, string>;

const BALLOT = new Map([[1, 'agree'] as const, [2, 'agree'] as const]);

/** Every action on a round. */
export const ON_ROUNDS: Readonly<Record<string, Act>> = {
  'begin a draft': (work, actor) => newDraft(work, actor, { method: 'secret_ballot', name: 'Đợt mới' }),
  nominate: (work, actor, { draft }) => nominateAll(work, actor, draft),
  'take a nominee off': (work, actor, { draft }) => withdrawNominee(work, actor, draft, 1),
  'change a rule': (work, actor, { draft }) => changeRule(work, actor, draft, TITLE, { base: 'members_voting' }),
  'change the casting': (work, actor, { draft }) => changeDraft(work, actor, draft, { casting: 'page' }),
  'discard a draft': (work, actor, { draft }) => discardDraft(work, actor, draft),
  'share the key': (work, actor, { shared }) => shareKey(work, actor, shared),
  'confirm a share': (work, actor, { shared }) => confirmShare(work, actor, shared),
  'acknowledge and open': (work, actor, { draft }) => acknowledgeAndOpen(work, actor, draft, ''),
  'begin at once': (work, actor, { draft }) => beginNow(work, actor, draft),
  'cast in the chat': (work, actor, { open }) => castChoices(work, actor, open, BALLOT),
  'ask for the page': (work, actor, { open }) => issueBallotLink(work, actor, open),
  'postpone the deadline': (work, actor, { open, office }) => {
    const until = office.clock.now() + 90 * HOUR;
    return postponeElection(work, actor, open, { until, reason: 'Zalo gián đoạn', channelDown: true });
  },
  'close early': (work, actor, { voted }) => closeEarly(work, actor, voted),
  'call off': (work, actor, { open }) => cancelElection(work, actor, open, 'Danh sách thay đổi'),
  'enter paper ballots': (work, actor, { paper }) => enterPaper(work, actor, paper, { voters: [], totals: [] }),
  'confirm paper ballots': (work, actor, { paper }) =>
    confirmPaper(work, actor, paper, work.store.elections.byId(paper)?.paper ?? null),
  'refuse paper ballots': (work, actor, { paper }) => {
    const shown = work.store.elections.byId(paper)?.paper ?? null;
    return refusePaper(work, actor, paper, shown, 'Số phiếu không khớp với các tờ phiếu');
  },
  'count again': (work, actor, { paper }) => countAgain(work, actor, paper),
  'give a share': (work, actor, { share }) => giveShare(work, actor, share),
  publish: (work, actor, { counted }) => publishElection(work, actor, counted),
  'write down an open vote': (work, actor, { openVote }) => setPresent(work, actor, openVote, [CAST.secretary]),
  'publish an open vote': (work, actor, { openVote }) => recordOpenVote(work, actor, openVote),
};

export async function makeRounds(office: Office): Promise<Rounds> {
  const council = councilOf(office);
  const tellers = office.work(({ store }) => store.members.withRole('teller').map(({ code }) => code));
  const custody = { needed: 2, tellers };
  const vote = (id: number) => {
    for (const code of council) office.work((work) => castChoices(work, office.person(code), id, BALLOT));
  };
  const secretary = office.person(CAST.secretary);
  const shareOut = async (): Promise<number> => {
    const id = await draftRound(office, { custody, lasts: HOUR });
    office.work((work) => shareKey(work, secretary, id));
    await office.tick();
    return id;
  };

  const boxes = await shareOut();
  const share = office.storage.store.keyShares.made(boxes)[0]?.share ?? '';
  for (const code of tellers) office.work((work) => confirmShare(work, office.person(code), boxes));
  openDraft(office, boxes);
  const paper = (await openRound(office, { paper: council.slice(0, 2), lasts: HOUR })).id;
  const counted = (await openRound(office, { lasts: HOUR })).id;
  for (const id of [boxes, paper, counted]) vote(id);
  office.clock.advance(HOUR);
  await office.tick();
  office.work((work) => enterPaper(work, secretary, paper, { voters: [], totals: [] }));
  const voted = (await openRound(office)).id;
  vote(voted);
  const open = (await openRound(office)).id;
  const shared = await shareOut();
  const draft = await draftRound(office);
  const made = office.work((work) => newDraft(work, secretary, { method: 'open_vote', name: 'Biểu quyết' }));
  return { office, draft, shared, open, voted, paper, counted, boxes, openVote: made.ok ? made.value : 0, share };
}
