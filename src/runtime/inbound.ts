import type { DeliveryStore, UnitOfWork } from '../app/delivery-ports.ts';
import { moveLeadershipGroup } from '../app/leadership-group.ts';
import type { Account, Identities, Store, Work } from '../app/ports.ts';
import type { Receipt, Receiver } from '../channels/channel.ts';
import type { Chat, Context, MemberContext } from '../conversation/context.ts';
import { converse } from '../conversation/engine.ts';
import { converseInGroup } from '../conversation/group.ts';
import { COMMANDS, MEMBER_SCRIPT, STRANGER_SCRIPT } from '../conversation/script.ts';
import { type Say, say, type TextKey } from '../conversation/text-key.ts';
import type { Inbound, InboundBody, Notice, Reply } from '../conversation/types.ts';
import type { WeeklyDigest } from '../domain/digest/digest.ts';
import { MISFIRE } from '../domain/due-plan/kinds.ts';
import { FAREWELL } from '../domain/farewell.ts';
import type { MonthlyQuota } from '../domain/message-quota.ts';
import { LOCALES, type Locale } from '../domain/person.ts';
import type { StaffVocabulary } from '../domain/staff-columns.ts';
import { type Clock, DAY, type EpochMs } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import { fold } from '../lib/vietnamese.ts';
import { staffVocabulary } from '../presentation/staff-sheet-terms.ts';
import type { Capabilities } from '../presentation/types.ts';
import { afterFlood, createAdmission, type FloodLimits, refusalOf } from './admission.ts';
import { type DigestPostOptions, postDigest } from './digest-post.ts';
import { errorFields, type Log } from './log.ts';
import { memberMenu } from './member-menu.ts';
import { throughNotice } from './notice-gate.ts';
import { isStorageFailure } from './storage-failure.ts';

export interface InboundOptions extends DigestPostOptions {
  readonly store: Store;
  readonly delivery: DeliveryStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly zone: string;
  readonly capabilities: ReadonlyMap<string, Capabilities>;
  readonly ballotAddress: Context['ballotAddress'];
  readonly channelDown: Context['channelDown'];
  readonly log: Log;
  readonly quotas: readonly MonthlyQuota[];
  /** How much may come from whom; null where nothing is held back. */
  readonly flood: FloodLimits | null;
  /** Called after each commit: senders and the job runner look for new rows. */
  readonly committed: () => void;
}

type Found = ReturnType<Identities['find']>;

/** What an event has others be told. */
interface Outgoing {
  readonly notices: Notice[];
  readonly digests: WeeklyDigest[];
}

function nothing(): Outgoing {
  return { notices: [], digests: [] };
}

/** Receipts that somebody missed while they could not be reached are sent to them this long afterwards. */
const RECEIPTS_KEPT_MS = 7 * DAY;

/** Bytes of the code that a person is shown when an event failed. */
const REFERENCE_BYTES = 4;

/**
 * The receiver of all channels: one inbound event is one synchronous transaction; a batch is one commit, and an event
 * that fails takes none of the others with it. A storage failure (disk full, locked) is thrown: nothing was stored, and
 * the channel delivers the batch again.
 */
export function createReceiver(options: InboundOptions): Receiver {
  const { store, delivery, unitOfWork, clock, log, post } = options;
  const vocabularies = new Map<Locale, StaffVocabulary>(
    LOCALES.map((locale) => [locale, staffVocabulary(options.catalogue, locale)]),
  );
  const { dialogues } = delivery;
  const admit = createAdmission({ ...options, dialogues, limits: options.flood });
  const folded = new Map<TextKey, readonly string[]>();

  function words(key: TextKey): readonly string[] {
    let forms = folded.get(key);
    if (forms === undefined) {
      forms = LOCALES.flatMap((locale) => options.catalogue.aliases(key, locale)).map(fold);
      folded.set(key, forms);
    }
    return forms;
  }

  function receive(events: readonly Inbound[]): readonly Receipt[] {
    if (events.length === 0) return [];
    const now = clock.now();
    const receipts = together(events, now) ?? unitOfWork.run(() => events.map((event) => isolated(event, now)));
    options.committed();
    return receipts;
  }

  /**
   * All events without savepoints, each of which makes SQLite copy every page that its event touches: about a fifth of
   * the whole cost. Null when one of them failed: nothing of the batch was stored, and it is handled again, isolated.
   */
  function together(events: readonly Inbound[], now: EpochMs): readonly Receipt[] | null {
    try {
      return unitOfWork.run(() => events.map((event) => handle(event, now)));
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      return null;
    }
  }

  /** One event inside the batch's transaction; what goes wrong in it is undone and recorded. */
  function isolated(event: Inbound, now: EpochMs): Receipt {
    try {
      return unitOfWork.nested(() => handle(event, now));
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      const reference = options.random.token(REFERENCE_BYTES);
      log.error({ channel: event.channel, kind: event.body.kind, reference, ...errorFields(error) }, 'event failed');
      return failed(event, reference, now);
    }
  }

  function failed(event: Inbound, reference: string, now: EpochMs): Receipt {
    unitOfWork.nested(() => {
      delivery.inboundEvents.fail(event.channel, event.eventKey, reference, now);
      if (event.chat.kind === 'private') {
        const found = store.identities.find(accountOf(event));
        answer(event, found, [{ say: [say('error.event_failed', { reference })], ...secrecyOf(event, found) }], now);
      }
    });
    return { eventKey: event.eventKey, status: 'failed' };
  }

  function handle(event: Inbound, now: EpochMs): Receipt {
    const { channel, eventKey } = event;
    if (!delivery.inboundEvents.record(channel, eventKey, now)) return { eventKey, status: 'replay' };
    if (event.body.kind === 'file' && event.body.file.uploadHash !== undefined) {
      store.uploadLinks.use(event.body.file.uploadHash, now);
    }
    const found = store.identities.find(accountOf(event));
    noteReachability(event, found, now);
    const admission = admit(event, found, subjectOf(event, found), now);
    if (admission.kind !== 'served') {
      const refusal = refusalOf(admission);
      if (refusal.length > 0) answer(event, found, [{ say: refusal, ...secrecyOf(event, found) }], now);
      return { eventKey, status: 'done' };
    }
    const replies = event.chat.kind === 'group' ? inGroup(event, found, now) : inPrivate(event, found, now);
    answer(event, found, afterFlood(replies, admission.missed), now);
    if (event.chat.kind === 'private') showMenu(event, found, now);
    return { eventKey, status: 'done' };
  }

  // An answer in a dialogue of which nothing is stored.
  function secrecyOf(event: Inbound, found: Found): Pick<Reply, 'ephemeral'> {
    return { ephemeral: dialogues.load(subjectOf(event, found))?.ephemeral === true };
  }

  // The platform's command list follows who the person is; it is set when an account becomes theirs.
  function showMenu(event: Inbound, before: Found, now: EpochMs): void {
    if (before !== null || (event.body.kind !== 'choice' && event.body.kind !== 'text')) return;
    const { channel, eventKey } = event;
    const linked = store.identities.find(accountOf(event));
    if (linked === null) return;
    const to = { channel, chatId: event.chat.id, memberId: linked.person.id, locale: localeOf(linked) };
    const work: Work = { store, now, random: options.random, zone: options.zone };
    post.menu(to, memberMenu(work, linked.person, options.catalogue, to.locale), `${channel}:${eventKey}:menu`, now);
  }

  function noteReachability({ body, channel, chat }: Inbound, found: Found, now: EpochMs): void {
    if (body.kind === 'chat-moved') {
      store.identities.moveChat(channel, chat.id, body.newChatId);
      moveLeadershipGroup({ store, now, random: options.random, zone: options.zone }, channel, chat.id, body.newChatId);
      delivery.outbox.moveChat(channel, chat.id, body.newChatId);
    }
    if (found === null || chat.kind === 'group') return;
    const blocked = body.kind === 'reachable' && !body.reachable;
    if (blocked) store.identities.setReachable(found.identity.id, 'blocked');
    else if (!found.identity.reachable) {
      store.identities.setReachable(found.identity.id, null);
      // What was decided about their pledge stays true. Reminders do not: the next one comes, and the menu shows the rest.
      delivery.outbox.retryReceipts(channel, chat.id, now - RECEIPTS_KEPT_MS, now);
    }
  }

  // A group never sees personal matters: the bot answers only a command.
  function inGroup(event: Inbound, found: Found, now: EpochMs): readonly Reply[] {
    const outgoing = nothing();
    const replies = converseInGroup(contextOf(event, found, now, outgoing), event.body, event.binding, COMMANDS);
    postOutgoing(event, outgoing, now);
    return replies;
  }

  function postOutgoing({ channel, eventKey }: Inbound, { notices, digests }: Outgoing, now: EpochMs): void {
    for (const [index, notice] of notices.entries()) post.notice(notice, `${channel}:${eventKey}:n${index}`, now);
    const work: Work = { store, now, random: options.random, zone: options.zone };
    for (const [index, digest] of digests.entries()) {
      const key = `${channel}:${eventKey}:d${index}`;
      postDigest(options, work, { digest, key, expiresAt: now + MISFIRE.weekly_digest.lasts });
    }
  }

  function inPrivate(event: Inbound, found: Found, now: EpochMs): readonly Reply[] {
    const { body } = event;
    if (body.kind === 'reachable' || body.kind === 'group-membership' || body.kind === 'chat-moved') return [];
    if (!event.binding) return [{ say: [say('dialogue.not_binding')] }];
    if (body.kind === 'edited') return [{ say: [say('dialogue.edited')] }];
    if (found !== null && !found.person.active) return [{ say: [say('link.left_office')] }];
    const outgoing = nothing();
    const context = contextOf(event, found, now, outgoing);
    const replies =
      found === null
        ? converse(STRANGER_SCRIPT, delivery.dialogues, subjectOf(event, found), context, body)
        : withMember({ ...context, ...found }, subjectOf(event, found), body);
    postOutgoing(event, outgoing, now);
    return replies;
  }

  function withMember(context: MemberContext, subject: string, body: InboundBody): readonly Reply[] {
    const talk = (going: InboundBody) => converse<MemberContext>(MEMBER_SCRIPT, dialogues, subject, context, going);
    return throughNotice(context, dialogues, body, talk);
  }

  function contextOf(event: Inbound, found: Found, now: EpochMs, outgoing: Outgoing): Context {
    const locale = localeOf(found);
    return {
      store,
      now,
      random: options.random,
      zone: options.zone,
      person: found?.person ?? null,
      identity: found?.identity ?? null,
      chat: {
        channel: event.channel,
        chatId: event.chat.id,
        accountId: event.from.id,
        buttons: options.capabilities.get(event.channel)?.buttons === true,
        ...tappedIn(event),
      },
      locale,
      quotas: options.quotas,
      vocabulary: vocabularies.get(locale) ?? staffVocabulary(options.catalogue, locale),
      plain: (text: Say) => options.catalogue.plain(text, locale),
      officeWords: (text: Say) => options.catalogue.plain(text, options.defaultLocale),
      words,
      ballotAddress: options.ballotAddress,
      channelDown: options.channelDown,
      notify: (notice) => outgoing.notices.push(notice),
      sendDigest: (digest) => outgoing.digests.push(digest),
    };
  }

  function localeOf(found: Found): Locale {
    return found?.person.locale ?? options.defaultLocale;
  }

  function answer(event: Inbound, found: Found, replies: readonly Reply[], now: EpochMs): void {
    if (replies.length === 0) return;
    const tapped = event.body.kind === 'choice' ? event.body.messageId : undefined;
    // Unlinked just now: the last word in a chat of which nothing is kept.
    const leaves = found !== null && store.identities.find(accountOf(event)) === null;
    post.reply(
      {
        channel: event.channel,
        chatId: event.chat.id,
        // Whoever left the office is answered as a stranger is: nothing else leaves for them.
        memberId: !leaves && found?.person.active === true ? found.person.id : null,
        locale: localeOf(found),
        ...(tapped === undefined ? {} : { tappedMessageId: tapped }),
      },
      replies,
      leaves ? `${FAREWELL}:${options.random.token(REFERENCE_BYTES)}` : `${event.channel}:${event.eventKey}`,
      now,
      leaves ? FAREWELL : undefined,
    );
  }

  return receive;
}

function accountOf({ channel, from }: Inbound): Account {
  return { channel, accountId: from.id };
}

/** Whose dialogue an event belongs to. */
function subjectOf({ channel, from }: Inbound, found: Found): string {
  return found === null ? `s${channel}:${from.id}` : `m${found.person.id}`;
}

// A command's button hangs on a message that stays as it is.
function tappedIn({ body }: Inbound): Pick<Chat, 'tappedMessageId'> {
  if (body.kind !== 'choice' || body.token.startsWith('/') || body.messageId === undefined) return {};
  return { tappedMessageId: body.messageId };
}
