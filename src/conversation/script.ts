import { mayApprove } from '../app/approval.ts';
import { openBallots } from '../app/casting.ts';
import { runsElections } from '../app/election-closing.ts';
import { exemplarsWaitingFor } from '../app/exemplar-review.ts';
import { exportsFor } from '../app/exports.ts';
import { mayAdminister } from '../app/linking.ts';
import { custodies } from '../app/tellers.ts';
import { countWaitingPledges, countWaitingReports } from '../app/waiting.ts';
import { holds } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import type { Script } from './audience.ts';
import type { Command } from './commands.ts';
import type { Context, MemberContext, MemberWork } from './context.ts';
import type { Flow } from './flow.ts';
import { approvalFlow } from './flows/approvals.ts';
import { ballotFlow } from './flows/ballot.ts';
import { countCheckFlow, countsWaiting } from './flows/count-check.ts';
import { electionsFlow } from './flows/elections.ts';
import { exemplarFlow } from './flows/exemplar.ts';
import { exportsFlow } from './flows/exports.ts';
import { linkFlow } from './flows/link.ts';
import { manageFlow } from './flows/manage.ts';
import { createMenuFlow } from './flows/menu.ts';
import { myPledgeFlow } from './flows/my-pledge.ts';
import { noticeFlow } from './flows/notice.ts';
import { openBoxesFlow } from './flows/open-boxes.ts';
import { progressFlow } from './flows/progress.ts';
import { registerFlow } from './flows/register.ts';
import { reminderFlow } from './flows/reminder.ts';
import { remindersFlow } from './flows/reminders.ts';
import { reportsFlow } from './flows/reports.ts';
import { scheduleFlow } from './flows/schedule.ts';
import { secrecyFlow } from './flows/secrecy.ts';
import { settingsFlow } from './flows/settings.ts';
import { standingsScope, targetsFlow } from './flows/targets.ts';
import { owedBadge, pledgeOwed, registrationSeason, reportOwed, reportSeason } from './seasons.ts';
import { say } from './text-key.ts';

const anybody = (): boolean => true;
const noUrgency = (): number => 0;

/** Commands of linked people, in the order in which the menu shows what is not urgent. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'bophieu',
    flow: 'ballot',
    shows: false,
    words: 'command.bophieu.words',
    label: 'command.bophieu.label',
    notFor: 'ballot.not_member',
    available: (context) => holds(context.person, 'member') || ballotsOpen(context) > 0,
    inSeason: (context) => ballotsOpen(context) > 0,
    urgency: () => 5,
    badge(context) {
      const count = ballotsOpen(context);
      return count === 0 ? null : say('menu.badge.ballots', { count });
    },
  },
  {
    name: 'pheduyet',
    flow: 'approvals',
    shows: false,
    words: 'command.pheduyet.words',
    label: 'command.pheduyet.label',
    available: ({ person }) => mayApprove(person),
    urgency: (context) => (waitingFor(context) > 0 ? 3 : 0),
    badge(context) {
      const count = waitingFor(context);
      return count === 0 ? null : say('menu.badge.waiting', { count });
    },
  },
  {
    name: 'dangky',
    flow: 'register',
    shows: false,
    words: 'command.dangky.words',
    label: 'command.dangky.label',
    available: anybody,
    inSeason: registrationSeason,
    urgency: (context) => (pledgeOwed(context) === null ? 0 : 4),
    badge: (context) => owedBadge(pledgeOwed(context)),
  },
  {
    name: 'tiendo',
    flow: 'progress',
    shows: false,
    words: 'command.tiendo.words',
    label: 'command.tiendo.label',
    available: anybody,
    inSeason: reportSeason,
    urgency: (context) => (reportOwed(context) === null ? 0 : 4),
    badge: (context) => owedBadge(reportOwed(context)),
  },
  {
    name: 'dangkycuatoi',
    flow: 'my-pledge',
    shows: true,
    words: 'command.dangkycuatoi.words',
    label: 'command.dangkycuatoi.label',
    available: anybody,
    urgency: noUrgency,
  },
  {
    name: 'lich',
    flow: 'schedule',
    shows: true,
    words: 'command.lich.words',
    label: 'command.lich.label',
    available: anybody,
    urgency: noUrgency,
  },
  {
    name: 'nhaclai',
    flow: 'reminder',
    shows: false,
    unlisted: true,
    words: 'command.nhaclai.words',
    label: 'command.nhaclai.label',
    available: anybody,
    urgency: noUrgency,
  },
  {
    name: 'chitieu',
    flow: 'targets',
    shows: true,
    words: 'command.chitieu.words',
    label: 'command.chitieu.label',
    available: (context) => standingsScope(context) !== null,
    urgency: noUrgency,
  },
  {
    name: 'baocao',
    flow: 'reports',
    shows: false,
    words: 'command.baocao.words',
    label: 'command.baocao.label',
    available: (context) => standingsScope(context) !== null,
    urgency: noUrgency,
  },
  {
    name: 'nhantomoi',
    flow: 'exemplar',
    shows: false,
    words: 'command.nhantomoi.words',
    label: 'command.nhantomoi.label',
    available: anybody,
    urgency: (context) => (exemplarsWaitingFor(context, context.person) > 0 ? 1 : 0),
    badge(context) {
      const count = exemplarsWaitingFor(context, context.person);
      return count === 0 ? null : say('menu.badge.waiting', { count });
    },
  },
  {
    name: 'quanly',
    flow: 'manage',
    shows: false,
    words: 'command.quanly.words',
    label: 'command.quanly.label',
    available: ({ person }) => mayAdminister(person),
    urgency: noUrgency,
  },
  {
    name: 'nhacviec',
    flow: 'reminders',
    shows: false,
    unlisted: true,
    words: 'command.nhacviec.words',
    label: 'command.nhacviec.label',
    available: ({ person }) => may(person, 'order_reminders'),
    urgency: noUrgency,
  },
  {
    name: 'dotbophieu',
    flow: 'elections',
    shows: false,
    unlisted: true,
    words: 'command.dotbophieu.words',
    label: 'command.dotbophieu.label',
    available: ({ person }) => runsElections(person),
    urgency: noUrgency,
  },
  {
    name: 'xuatdulieu',
    flow: 'exports',
    shows: false,
    unlisted: true,
    words: 'command.xuatdulieu.words',
    label: 'command.xuatdulieu.label',
    available: ({ person }) => exportsFor(person).length > 0,
    urgency: noUrgency,
  },
  {
    name: 'kiemphieu',
    flow: 'count-check',
    shows: false,
    words: 'command.kiemphieu.words',
    label: 'command.kiemphieu.label',
    available: ({ person }) => may(person, 'check_counts'),
    inSeason: (context) => countsWaiting(context) > 0,
    urgency: (context) => (countsWaiting(context) > 0 ? 5 : 0),
    badge(context) {
      const count = countsWaiting(context);
      return count === 0 ? null : say('menu.badge.waiting', { count });
    },
  },
  {
    name: 'mohom',
    flow: 'open-boxes',
    shows: false,
    unlisted: true,
    words: 'command.mohom.words',
    label: 'command.mohom.label',
    available: (context) => custodies(context, context.person).length > 0,
    urgency: noUrgency,
  },
  {
    name: 'phieukin',
    flow: 'secrecy',
    shows: true,
    words: 'command.phieukin.words',
    label: 'command.phieukin.label',
    available: anybody,
    inSeason: ({ store }) => store.elections.running().some(({ course }) => course.state !== 'draft'),
    urgency: noUrgency,
  },
  {
    name: 'caidat',
    flow: 'settings',
    shows: false,
    words: 'command.caidat.words',
    label: 'command.caidat.label',
    available: anybody,
    urgency: noUrgency,
  },
];

function ballotsOpen(work: MemberWork): number {
  return openBallots(work, work.person).length;
}

function waitingFor(context: MemberContext): number {
  return countWaitingPledges(context, context.person) + countWaitingReports(context, context.person);
}

function byName<C>(flows: readonly Flow<C>[]): ReadonlyMap<string, Flow<C>> {
  return new Map(flows.map((flow) => [flow.name, flow]));
}

/** The conversation with people who are linked. */
export const MEMBER_SCRIPT: Script<MemberContext> = {
  flows: byName<MemberContext>([
    createMenuFlow(() => COMMANDS),
    registerFlow,
    progressFlow,
    approvalFlow,
    ballotFlow,
    secrecyFlow,
    myPledgeFlow,
    openBoxesFlow,
    countCheckFlow,
    scheduleFlow,
    reminderFlow,
    remindersFlow,
    electionsFlow,
    targetsFlow,
    reportsFlow,
    exemplarFlow,
    manageFlow,
    exportsFlow,
    settingsFlow,
  ]),
  commands: COMMANDS,
  home: 'menu',
  asksBeforeSwitching: true,
};

/** The conversation with people who agreed to an earlier notice, until they answer the one in force. */
export const NOTICE_SCRIPT: Script<MemberContext> = {
  flows: byName<MemberContext>([noticeFlow]),
  commands: [],
  home: 'notice',
  asksBeforeSwitching: false,
};

/** The conversation with strangers: nothing but linking. */
export const STRANGER_SCRIPT: Script<Context> = {
  flows: byName<Context>([linkFlow]),
  commands: [],
  home: 'link',
  asksBeforeSwitching: false,
};
