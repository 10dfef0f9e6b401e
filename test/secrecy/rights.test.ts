import { describe, expect, it } from 'vitest';
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
import { err, type Result } from '../../src/lib/result.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { councilOf, draftRound, openDraft, openRound } from '../support/voting.ts';

const TITLE = 'grassroots_emulation_fighter';
/** Answers that say who somebody is, not what state a round is in. */
const REFUSED: ReadonlySet<string> = new Set([
  'not_allowed',
  'not_on_roll',
  'votes_on_paper',
  'share_not_awaited',
  'share_wrong',
]);

/** Rounds in every state that an action needs, and the people who act. */
interface World {
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

type Act = (work: Work, actor: Person, world: World) => Result<unknown, string>;

const BALLOT = new Map([[1, 'agree'] as const, [2, 'agree'] as const]);

/** Every action on a round. */
const ACTIONS: Readonly<Record<string, Act>> = {
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

async function makeWorld(): Promise<World> {
  const office = await openOffice();
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

/** Does it, says how it went, and undoes it. */
function attempt(world: World, act: Act, actor: Person): string {
  let said = '';
  world.office.storage.unitOfWork.run(() => {
    const { store } = world.office.storage;
    const { clock, random } = world.office;
    const done = act({ store, now: clock.now(), random, zone: 'Asia/Ho_Chi_Minh' }, actor, world);
    said = done.ok || !REFUSED.has(done.error) ? 'yes' : '-';
    return err('undone');
  });
  return said;
}

/** People by what they are; the last two lost it. */
function actors(office: Office): Readonly<Record<string, Person>> {
  const one = (code: string, roles: Person['roles'], councilPost: Person['councilPost'] = null): Person => {
    return { ...office.person(code), roles, councilPost };
  };
  const member = councilOf(office).find((code) => office.person(code).councilPost === 'member') ?? '';
  const [teller = ''] = office.work(({ store }) => store.members.withRole('teller').map(({ code }) => code));
  const chair = councilOf(office).find((code) => office.person(code).councilPost === 'chair') ?? '';
  return {
    staff: one(CAST.stranger, ['staff']),
    head: one(CAST.stranger, ['staff', 'head']),
    leader: one(CAST.stranger, ['staff', 'leader']),
    admin: one(CAST.admin, ['staff', 'admin']),
    member: one(member, ['staff', 'member'], 'member'),
    chair: one(chair, ['staff', 'member'], 'chair'),
    teller: one(teller, ['staff', 'teller']),
    secretary: one(CAST.stranger, ['staff', 'secretary']),
    'secretary who left': { ...one(CAST.secretary, ['staff', 'secretary', 'member', 'teller']), active: false },
    'chair who left': { ...one(chair, ['staff', 'member'], 'chair'), active: false },
  };
}

describe('every action on a round', () => {
  it('is for these and nobody else', async () => {
    const world = await makeWorld();
    const people = actors(world.office);
    const heading = ['action'.padEnd(26), ...Object.keys(people)].join(' | ');
    const rows = Object.entries(ACTIONS).map(([name, act]) => {
      const cells = Object.entries(people).map(([who, person]) => attempt(world, act, person).padEnd(who.length));
      return [name.padEnd(26), ...cells].join(' | ').trimEnd();
    });
    await expect(`${[heading, ...rows].join('\n')}\n`).toMatchFileSnapshot('rights.txt');
  });
});
