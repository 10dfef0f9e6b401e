import { mayApprove } from '../app/approval.ts';
import { exemplarsWaitingFor } from '../app/exemplar-review.ts';
import { mayAdminister } from '../app/linking.ts';
import { reviewDuty } from '../app/review.ts';
import { owes } from '../app/standings.ts';
import { countWaitingPledges, countWaitingReports } from '../app/waiting.ts';
import { holds } from '../domain/person.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import type { PledgeKind } from '../domain/title.ts';
import type { Script } from './audience.ts';
import type { Command } from './commands.ts';
import type { Context, MemberContext } from './context.ts';
import type { Flow } from './flow.ts';
import { approvalFlow } from './flows/approvals.ts';
import { exemplarFlow } from './flows/exemplar.ts';
import { linkFlow } from './flows/link.ts';
import { manageFlow } from './flows/manage.ts';
import { createMenuFlow } from './flows/menu.ts';
import { myPledgeFlow } from './flows/my-pledge.ts';
import { progressFlow } from './flows/progress.ts';
import { registerFlow } from './flows/register.ts';
import { reminderFlow } from './flows/reminder.ts';
import { remindersFlow } from './flows/reminders.ts';
import { scheduleFlow } from './flows/schedule.ts';
import { settingsFlow } from './flows/settings.ts';
import { standingsScope, targetsFlow } from './flows/targets.ts';
import { say } from './text-key.ts';

const anybody = (): boolean => true;
const noUrgency = (): number => 0;

/** Commands of linked people, in the order in which the menu shows what is not urgent. */
export const COMMANDS: readonly Command[] = [
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
    urgency: (context) => (stillOwes(context) ? 4 : 0),
    badge: (context) => (stillOwes(context) ? say('menu.badge.owes') : null),
  },
  {
    name: 'tiendo',
    flow: 'progress',
    shows: false,
    words: 'command.tiendo.words',
    label: 'command.tiendo.label',
    available: anybody,
    urgency: (context) => (owesReport(context) ? 4 : 0),
    badge: (context) => (owesReport(context) ? say('menu.badge.owes') : null),
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
    available: ({ person }) => holds(person, 'secretary'),
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

function waitingFor(context: MemberContext): number {
  return countWaitingPledges(context, context.person) + countWaitingReports(context, context.person);
}

function stillOwes(context: MemberContext): boolean {
  const campaign = context.store.campaigns.current();
  return campaign !== null && owes(context.store.pledges.ofMember(campaign.id, context.person.id));
}

function owesReport(context: MemberContext): boolean {
  const campaign = context.store.campaigns.current();
  if (campaign === null) return false;
  const kinds: readonly PledgeKind[] = holds(context.person, 'head') ? ['individual', 'collective'] : ['individual'];
  return REVIEW_ROUNDS.some((round) =>
    kinds.some((kind) => ['owes', 'returned'].includes(reviewDuty(context, campaign, round, context.person, kind))),
  );
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
    myPledgeFlow,
    scheduleFlow,
    reminderFlow,
    remindersFlow,
    targetsFlow,
    exemplarFlow,
    manageFlow,
    settingsFlow,
  ]),
  commands: COMMANDS,
  home: 'menu',
  asksBeforeSwitching: true,
};

/** The conversation with strangers: nothing but linking. */
export const STRANGER_SCRIPT: Script<Context> = {
  flows: byName<Context>([linkFlow]),
  commands: [],
  home: 'link',
  asksBeforeSwitching: false,
};
