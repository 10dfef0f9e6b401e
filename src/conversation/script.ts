import { approvalQueue, mayApprove } from '../app/approval.ts';
import { mayAdminister } from '../app/linking.ts';
import { owes } from '../app/standings.ts';
import type { Script } from './audience.ts';
import type { Command } from './commands.ts';
import type { Context, MemberContext } from './context.ts';
import type { Flow } from './flow.ts';
import { approvalFlow } from './flows/approvals.ts';
import { linkFlow } from './flows/link.ts';
import { manageFlow } from './flows/manage.ts';
import { createMenuFlow } from './flows/menu.ts';
import { myPledgeFlow } from './flows/my-pledge.ts';
import { registerFlow } from './flows/register.ts';
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
    urgency: (context) => (approvalQueue(context, context.person).length > 0 ? 3 : 0),
    badge(context) {
      const count = approvalQueue(context, context.person).length;
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
    name: 'chitieu',
    flow: 'targets',
    shows: true,
    words: 'command.chitieu.words',
    label: 'command.chitieu.label',
    available: (context) => standingsScope(context) !== null,
    urgency: noUrgency,
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
    name: 'caidat',
    flow: 'settings',
    shows: false,
    words: 'command.caidat.words',
    label: 'command.caidat.label',
    available: anybody,
    urgency: noUrgency,
  },
];

function stillOwes(context: MemberContext): boolean {
  const campaign = context.store.campaigns.current();
  return campaign !== null && owes(context.store.pledges.ofMember(campaign.id, context.person.id));
}

function byName<C>(flows: readonly Flow<C>[]): ReadonlyMap<string, Flow<C>> {
  return new Map(flows.map((flow) => [flow.name, flow]));
}

/** The conversation with people who are linked. */
export const MEMBER_SCRIPT: Script<MemberContext> = {
  flows: byName<MemberContext>([
    createMenuFlow(() => COMMANDS),
    registerFlow,
    approvalFlow,
    myPledgeFlow,
    scheduleFlow,
    targetsFlow,
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
