import { instantOfMilestone } from '../app/campaign.ts';
import { type ElectionMoment, electionMoments } from '../app/election-moments.ts';
import type { Store } from '../app/ports.ts';
import type { LocalChannel } from '../channels/local/local-channel.ts';
import type { Bot } from '../composition.ts';
import { say } from '../conversation/text-key.ts';
import { DUE_KINDS, type DueKind, MISFIRE } from '../domain/due-plan/kinds.ts';
import { LOCALES, type Locale } from '../domain/person.ts';
import type { MilestoneKind } from '../domain/plan.ts';
import { DAY, type EpochMs } from '../lib/clock.ts';
import { err, ok } from '../lib/result.ts';
import type { ClockStop, ClockTarget, DemoClock, MessengerPort } from '../web/messenger-port.ts';
import type { MovableClock } from './demo-clock.ts';
import type { DemoCodes } from './demo-data.ts';

const TARGETS: readonly ClockTarget[] = ['next-reminder', 'next-digest', 'next-deadline'];
const KINDS: Readonly<Record<Exclude<ClockTarget, 'next-deadline'>, readonly DueKind[]>> = {
  'next-reminder': DUE_KINDS.filter((kind) => MISFIRE[kind].rule === 'within'),
  'next-digest': ['weekly_digest'],
};

/** Milestones that nobody has to meet. */
const OPENINGS: readonly MilestoneKind[] = ['registration_opens', 'preliminary_review_opens'];

/** The clock is not put further ahead than this in one go: a year's plan ends before. */
const FURTHEST_MS = 400 * DAY;

export interface DemoMessengerOptions {
  readonly store: Store;
  readonly bot: Bot;
  readonly clock: MovableClock;
  readonly zone: string;
  readonly rich: LocalChannel;
  readonly textOnly: LocalChannel;
  readonly codes: DemoCodes;
  readonly defaultLocale: Locale;
}

/** What the local messenger's page plays with: people, their codes, and the demonstration's clock. */
export function createDemoMessenger(options: DemoMessengerOptions): MessengerPort {
  const { store, bot, codes, rich, textOnly } = options;

  function localeOf(wanted: string): Locale {
    return LOCALES.find((locale) => locale === wanted) ?? options.defaultLocale;
  }

  return {
    hubs: { rich: rich.hub, textOnly: textOnly.hub },
    clock: createDemoClock(options, localeOf),
    people(wanted) {
      const locale = localeOf(wanted);
      const campaign = store.campaigns.current();
      return store.members.active().map((person) => {
        const linkedOn = store.identities.ofMember(person.id).map((identity) => identity.channel);
        return {
          id: person.code,
          name: person.fullName,
          position: person.position,
          division: person.divisionName,
          roles: person.roles
            .filter((role) => role !== 'staff')
            .map((role) => ({ code: role, label: bot.catalogue.plain(say(`role.${role}`), locale) })),
          linkedOn,
          inviteCode: linkedOn.length === 0 ? (codes.get(person.code) ?? null) : null,
          pledge: campaign === null ? null : (store.pledges.ofMember(campaign.id, person.id)?.state ?? null),
        };
      });
    },
  };
}

function soonest(stops: readonly (ClockStop | null)[]): ClockStop | null {
  const found = stops.filter((stop): stop is ClockStop => stop !== null);
  return found.toSorted((left, right) => left.at - right.at)[0] ?? null;
}

function createDemoClock(options: DemoMessengerOptions, localeOf: (wanted: string) => Locale): DemoClock {
  const { store, bot, clock } = options;

  function stop(kind: ClockTarget, locale: Locale): ClockStop | null {
    if (kind === 'next-deadline') return soonest([milestone(), round(kind, ['opens', 'closes'], locale)]);
    const item = store.dueItems.next(KINDS[kind], clock.now());
    const planned =
      item === null ? null : { kind, label: bot.catalogue.plain(say(`due.${item.kind}`), locale), at: item.dueAt };
    return kind === 'next-reminder' ? soonest([planned, round(kind, ['reminds'], locale)]) : planned;
  }

  // What voting rounds do by themselves, from their own rows.
  function round(kind: ClockTarget, does: readonly ElectionMoment['does'][], locale: Locale): ClockStop | null {
    const ahead = electionMoments({ store, now: clock.now() }).find((moment) => does.includes(moment.does));
    if (ahead === undefined) return null;
    return {
      kind,
      label: bot.catalogue.plain(say(`demo.ballot.${ahead.does}`, { name: ahead.name }), locale),
      at: ahead.at,
    };
  }

  // The plan's days under the plan's own names, whether or not something happens by itself then.
  function milestone(): ClockStop | null {
    const ahead = (store.campaigns.current()?.plan.milestones ?? [])
      .filter(({ kind }) => !OPENINGS.includes(kind))
      .map((milestone) => ({ label: milestone.name, at: instantOfMilestone(milestone, options.zone) }))
      .filter(({ at }) => at > clock.now())
      .sort((left, right) => left.at - right.at);
    const [first] = ahead;
    return first === undefined ? null : { kind: 'next-deadline', ...first };
  }

  return {
    now: () => clock.now(),
    zone: options.zone,
    next(wanted) {
      const stops = TARGETS.map((kind) => stop(kind, localeOf(wanted)));
      return stops.filter((found): found is ClockStop => found !== null);
    },
    async advance(to: ClockTarget | EpochMs) {
      const target = typeof to === 'number' ? to : (stop(to, options.defaultLocale)?.at ?? null);
      if (target === null) return err('clock-nothing-ahead');
      if (target < clock.now()) return err('clock-backwards');
      if (target - clock.now() > FURTHEST_MS) return err('clock-too-far');
      clock.moveTo(target);
      const fired = bot.tick.run();
      for (const sender of bot.senders) sender.wake();
      await bot.settled();
      return ok({ at: clock.now(), fired });
    },
  };
}
