import type { Outbox, WaitingMessage } from '../app/delivery-ports.ts';
import { clearLeadershipGroup, leadershipGroup } from '../app/leadership-group.ts';
import type { Work } from '../app/ports.ts';
import { lastDigest } from '../app/weekly-digest.ts';
import { channelSay, say } from '../conversation/text-key.ts';
import type { ChannelName } from '../conversation/types.ts';
import { DAY, type EpochMs } from '../lib/clock.ts';
import { transferred } from '../presentation/transfer.ts';
import type { Capabilities, Outbound } from '../presentation/types.ts';
import { type DigestPostOptions, postToLeaders } from './digest-post.ts';

export interface DetourOptions extends DigestPostOptions {
  readonly outbox: Outbox;
  readonly store: Work['store'];
  readonly random: Work['random'];
  readonly zone: string;
  readonly capabilities: ReadonlyMap<ChannelName, Capabilities>;
  /** Channels on which messages are counted: what finds no room on one of them is not sent to another. */
  readonly counted: ReadonlySet<ChannelName>;
  /** Called with the channel that got a row instead. */
  readonly added: (channel: ChannelName) => void;
  /** Called when another way was found: its sender looks after the commit. */
  readonly wake: () => void;
}

/** Why a message does not arrive in its chat. */
export type Obstacle =
  /** The chat is gone, for this message and every other. */
  | 'gone'
  /** The platform will never take this one. */
  | 'refused'
  /** The month's messages are used up. */
  | 'quota';

/**
 * Another way for a message that cannot arrive in its chat: the person's other messenger, or each leader where the
 * leadership group fails. False when there is none.
 */
export type Detour = (channel: ChannelName, message: WaitingMessage, obstacle: Obstacle, now: EpochMs) => boolean;

/** What the platform itself asked for belongs to its chat: answers stand below their question, menus are one chat's. */
const BOUND_KINDS: ReadonlySet<string> = new Set(['reply', 'menu', 'job']);

/** A digest that was put back by hand has no end of its own any more. */
const DIGEST_LASTS_MS = DAY;

/** Finds other ways; called inside the transaction that gives the message up. */
export function createDetour(options: DetourOptions): Detour {
  const { outbox, store, capabilities, catalogue, added, post } = options;

  function toOtherMessenger(
    channel: ChannelName,
    message: WaitingMessage,
    memberId: number,
    obstacle: Obstacle,
    now: EpochMs,
  ): boolean {
    const person = store.members.byId(memberId);
    const from = capabilities.get(channel);
    const other = store.identities
      .ofMember(memberId)
      .filter(
        // The same messenger too, under the account that took the place of this one.
        (candidate) =>
          (candidate.channel !== channel || candidate.chatId !== message.chatId) &&
          candidate.reachable &&
          capabilities.has(candidate.channel),
      )
      .find((candidate) => obstacle !== 'quota' || !options.counted.has(candidate.channel));
    const to = other === undefined ? undefined : capabilities.get(other.channel);
    if (person === null || !person.active || from === undefined || other === undefined || to === undefined)
      return false;
    const payload = JSON.parse(outbox.payload(message.id)) as Outbound;
    if (payload.type !== 'text') return false;
    const parts = transferred(payload, from, to, catalogue, person.locale ?? options.defaultLocale);
    if (parts === null) return false;
    for (const [index, part] of parts.entries()) {
      const { lane, kind, expiresAt } = message;
      const place = { channel: other.channel, chatId: other.chatId, memberId, lane, kind, expiresAt };
      outbox.add(
        { ...place, dedupeKey: `detour:${message.id}.${index}`, payload: JSON.stringify(part), dueAt: now },
        now,
      );
    }
    added(other.channel);
    return true;
  }

  function toEachLeader(channel: ChannelName, message: WaitingMessage, obstacle: Obstacle, now: EpochMs): boolean {
    const work: Work = { store, now, random: options.random, zone: options.zone };
    const campaign = store.campaigns.current();
    if (campaign === null) return false;
    const expiresAt = message.expiresAt ?? now + DIGEST_LASTS_MS;
    // A long digest is several messages, which fail one after another: everybody is told once.
    const key = `group:${channel}:${message.chatId}:${expiresAt}`;
    const group = leadershipGroup(work);
    const lost = obstacle === 'gone' && group?.channel === channel && group.chatId === message.chatId;
    if (lost) clearLeadershipGroup(work);
    const texts = [say(lost ? 'notice.group_lost' : 'notice.group_failed', { channel: channelSay(channel) })];
    for (const { id } of store.members.withRole('secretary')) {
      const notice = { to: id, kind: 'group_changed', lane: 'receipt', reply: { say: texts } } as const;
      post.notice(notice, `${key}:${id}`, now);
    }
    const digest = lastDigest(work, campaign);
    if (digest !== null) postToLeaders(options, work, { digest, key: `${key}:digest`, expiresAt });
    return true;
  }

  function find(channel: ChannelName, message: WaitingMessage, obstacle: Obstacle, now: EpochMs): boolean {
    if (message.memberId === null) {
      // Where the month is used up, one message to each leader would find no more room than one to the group.
      if (obstacle === 'quota') return false;
      return message.kind === 'weekly_digest' && toEachLeader(channel, message, obstacle, now);
    }
    // What our own mistake makes one platform refuse would be no better on another.
    if (obstacle === 'refused' || BOUND_KINDS.has(message.kind)) return false;
    return toOtherMessenger(channel, message, message.memberId, obstacle, now);
  }

  return (channel, message, obstacle, now) => {
    const found = find(channel, message, obstacle, now);
    if (found) options.wake();
    return found;
  };
}
