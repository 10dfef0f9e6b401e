import { accept, endorse, permitLate, returnPledge } from '../../src/app/approval.ts';
import { decideExemplar, giveOpinion, recordRecognition, setSpread } from '../../src/app/exemplar-review.ts';
import { recordDiscipline, recordResult } from '../../src/app/history.ts';
import { applyHistory } from '../../src/app/history-import.ts';
import { enterIndicator } from '../../src/app/indicators.ts';
import { dismissLeadershipGroup, issueGroupCode } from '../../src/app/leadership-group.ts';
import { addLeave } from '../../src/app/leave.ts';
import { anonymise } from '../../src/app/leaving.ts';
import type { Work } from '../../src/app/ports.ts';
import { openDraft } from '../../src/app/registration.ts';
import { changeReminder, orderReminder, remindNow } from '../../src/app/reminder-desk.ts';
import { confirmReport, permitLateReport, returnReport } from '../../src/app/review-approval.ts';
import { closeReviewByHand, openReviewByHand } from '../../src/app/review-opening.ts';
import type { Person } from '../../src/domain/person.ts';
import { EMPTY_CONTENT } from '../../src/domain/pledge.ts';
import { DAY } from '../../src/lib/clock.ts';
import type { Result } from '../../src/lib/result.ts';
import { CAST, type Office } from '../support/office.ts';
import { campaignIn, FULL_CONTENT, reportFor, reviewWith } from '../support/reporting.ts';
import { propose, submitFor } from '../support/steps.ts';

const REASON = 'Hồ sơ còn thiếu minh chứng';
const LEFT = 'CB009';
const DECISION = { number: '15/QĐ-BDT', date: '2021-12-15', authority: 'Trưởng ban' };

/** What waits for somebody's decision; all of it belongs to the division of `CAST.head`, to nobody who acts. */
export interface Matters {
  readonly office: Office;
  readonly submitted: number;
  readonly endorsed: number;
  readonly report: number;
  readonly proposed: number;
  readonly listed: number;
  /** Somebody who left. */
  readonly left: number;
}

type Act = (work: Work, actor: Person, matters: Matters) => Result<unknown, string>;

function late({ office }: Matters) {
  return { owner: office.person(CAST.colleague), kind: 'individual' as const };
}

/** Every decision beside voting. */
export const ON_MATTERS: Readonly<Record<string, Act>> = {
  'register for the own division': (work, actor) => openDraft(work, actor, 'collective', EMPTY_CONTENT),
  'endorse a pledge': (work, actor, { submitted }) => endorse(work, actor, submitted, 1),
  'return a pledge': (work, actor, { submitted }) => returnPledge(work, actor, submitted, 1, REASON),
  'accept an endorsed pledge': (work, actor, { endorsed }) => accept(work, actor, endorsed, 1),
  'permit a late pledge': (work, actor, matters) => permitLate(work, actor, late(matters), REASON),
  'confirm a report': (work, actor, { report }) => confirmReport(work, actor, report, 1),
  'return a report': (work, actor, { report }) => returnReport(work, actor, report, 1, REASON),
  'permit a late report': (work, actor, matters) => {
    const subject = { ...late(matters), round: 'preliminary' as const };
    return permitLateReport(work, campaignIn(matters.office), actor, subject, REASON);
  },
  'open a review by hand': (work, actor) => openReviewByHand(work, actor, 'final', REASON),
  'close a review by hand': (work, actor) => closeReviewByHand(work, actor, 'preliminary', REASON),
  'give an opinion on a proposal': (work, actor, { proposed }) => giveOpinion(work, actor, proposed, 1, true, ''),
  'list a proposal': (work, actor, { proposed }) => decideExemplar(work, actor, proposed, 1, 'listed', ''),
  'return a proposal': (work, actor, { proposed }) => decideExemplar(work, actor, proposed, 1, 'returned', REASON),
  'decline a proposal': (work, actor, { proposed }) => decideExemplar(work, actor, proposed, 1, 'declined', REASON),
  'take something off the list': (work, actor, { listed }) =>
    decideExemplar(work, actor, listed, 1, 'declined', REASON),
  'mark something as to be spread': (work, actor, { listed }) => setSpread(work, actor, listed, true),
  'record a recognition': (work, actor, { listed }) => recordRecognition(work, actor, listed, '12/QĐ-UBND'),
  'enter a figure': (work, actor) =>
    enterIndicator(work, actor, {
      code: 'assigned_tasks',
      divisionId: null,
      round: 'interim',
      asOf: '2022-06-01',
      figure: null,
      note: null,
      source: null,
    }),
  'record a result': (work, actor) =>
    recordResult(work, actor, {
      holder: { of: 'agency' },
      year: 2021,
      achievement: { kind: 'title', title: 'advanced_labour_collective' },
      decision: DECISION,
    }),
  'record a disciplinary measure': (work, actor, { office }) =>
    recordDiscipline(work, actor, {
      memberId: office.person(CAST.colleague).id,
      year: 2021,
      level: 'reprimand',
      decision: DECISION,
    }),
  'take in decisions of past years': (work, actor) =>
    applyHistory(work, actor, { new: [], changed: [], unchanged: [], wrong: [] }, REASON),
  'keep the leave of others': (work, actor, { office }) =>
    addLeave(work, actor, office.person(CAST.colleague).id, { from: '2022-07-01', to: '2022-07-02' }),
  'take the name of somebody who left away': (work, actor, { left }) => anonymise(work, actor, left, 'X'),
  'move a reminder': (work, actor) => changeReminder(work, actor, 'any', work.now + DAY),
  'order a reminder': (work, actor) =>
    orderReminder(work, actor, { text: 'Họp Hội đồng', audience: 'all', dueAt: work.now + DAY }),
  'remind at once': (work, actor) => remindNow(work, actor, 'preliminary_review', true),
  'issue a code for the leadership group': (work, actor) => issueGroupCode(work, actor),
  'dismiss the leadership group': (work, actor) => dismissLeadershipGroup(work, actor),
};

/** Has everything wait that can be decided on, in the middle of the preliminary review. */
export function makeMatters(office: Office): Matters {
  const { staff, colleague } = CAST;
  const submitted = submitFor(office, 'CB018');
  const endorsed = submitFor(office, 'CB022');
  office.work(({ store, now }) => store.pledges.setState(endorsed, 'endorsed', now));
  const proposed = propose(office, staff, colleague);
  const listed = propose(office, colleague, staff);
  office.work(({ store, now }) => store.exemplars.setState(listed, 'listed', now));
  reviewWith(office, { [staff]: FULL_CONTENT });
  office.change(LEFT, { active: false });
  const left = office.person(LEFT).id;
  return { office, submitted, endorsed, report: reportFor(office, staff).id, proposed, listed, left };
}
