import type { Outbox } from '../app/delivery-ports.ts';
import type { Identities, Members } from '../app/ports.ts';
import type { ChannelName, Lane, Notice, Reply } from '../conversation/types.ts';
import type { Locale } from '../domain/person.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { renderReply } from '../presentation/render.ts';
import type { Capabilities, MenuCommand, Outbound } from '../presentation/types.ts';
import type { EphemeralMail } from './ephemeral.ts';
import type { Links } from './links.ts';
import { createMerging } from './merging.ts';

const LANES: Readonly<Record<Lane, number>> = { interactive: 0, receipt: 1, reminder: 2, digest: 3 };

/** Where a reply goes. */
export interface ReplyAddress {
  readonly channel: ChannelName;
  readonly chatId: string;
  readonly memberId: number | null;
  readonly locale: Locale;
  readonly tappedMessageId?: string;
}

/** Renders replies and notices into outbox rows, inside the transaction that causes them. */
export interface Post {
  reply(to: ReplyAddress, replies: readonly Reply[], dedupeKey: string, now: EpochMs, kind?: string): void;
  /** Sets the command menu of one chat. */
  menu(to: ReplyAddress, commands: readonly MenuCommand[], dedupeKey: string, now: EpochMs): void;
  /** False when the person has no linked account, or has left. */
  notice(notice: Notice, dedupeKey: string, now: EpochMs): boolean;
  /** Tells a group what a notice would tell a person; false when its channel does not run. */
  group(
    group: Pick<ReplyAddress, 'channel' | 'chatId'>,
    notice: Omit<Notice, 'to'>,
    dedupeKey: string,
    now: EpochMs,
  ): boolean;
}

export interface PostOptions {
  readonly outbox: Outbox;
  readonly identities: Identities;
  readonly members: Members;
  readonly catalogue: Catalogue;
  /** Capabilities of the running channels; a channel that is not running gets nothing. */
  readonly capabilities: ReadonlyMap<ChannelName, Capabilities>;
  readonly filesDir: string;
  readonly links: Links;
  /** Takes what must never be a row. */
  readonly ephemeral: Pick<EphemeralMail, 'add'>;
  /** Channels whose platform counts messages: notices wait there a minute for others. */
  readonly counted: ReadonlySet<ChannelName>;
  readonly defaultLocale: Locale;
  /** Called with the channel whenever a row was added, to wake its sender after the commit. */
  readonly added: (channel: ChannelName) => void;
}

/** Builds the post office of a process. */
export function createPost(options: PostOptions): Post {
  const { outbox, identities, members, catalogue, capabilities, filesDir, links, counted, defaultLocale } = options;
  const { ephemeral, added } = options;
  const merging = createMerging(outbox);

  // A channel that does not run carries nothing.
  function carries(channel: ChannelName, shows: Notice['shows']): boolean {
    const can = capabilities.get(channel);
    return can !== undefined && (shows === undefined || links.showsPictures(can));
  }

  function enqueue(
    to: ReplyAddress,
    reply: Reply,
    row: { readonly dedupeKey: string; readonly lane: Lane; readonly kind: string; readonly expiresAt: EpochMs | null },
    now: EpochMs,
  ): void {
    const can = capabilities.get(to.channel);
    if (can === undefined) return;
    const { channel, chatId, memberId, locale, tappedMessageId } = to;
    const tapped = tappedMessageId === undefined ? {} : { tappedMessageId };
    const { reply: carried, ...photo } = links.around(reply, to, can, now);
    const parts = renderReply(carried, catalogue, { locale, capabilities: can, filesDir, ...tapped, ...photo });
    const [only] = parts;
    const { dedupeKey, kind, expiresAt } = row;
    if (reply.ephemeral === true) {
      const owner = row.lane === 'interactive' ? `${memberId ?? `${channel}:${chatId}`}` : null;
      const wiped = { type: 'text', text: catalogue.markup({ key: 'dialogue.moved_on' }, locale) } as const;
      ephemeral.add({ channel, chatId, owner, asks: reply.promptToken !== undefined, parts, wiped });
      return;
    }
    const common = { channel, chatId, memberId, lane: LANES[row.lane], kind, dueAt: now, expiresAt };
    const notice = row.lane !== 'interactive' && counted.has(channel);
    if (notice && only !== undefined && parts.length === 1) {
      merging.add({ ...common, dedupeKey, payload: JSON.stringify(only) }, only, can, now);
    } else {
      if (counted.has(channel)) merging.release(channel, chatId, now);
      for (const [index, part] of parts.entries()) {
        const key = parts.length === 1 ? dedupeKey : `${dedupeKey}.${index}`;
        outbox.add({ ...common, dedupeKey: key, payload: JSON.stringify(part) }, now);
      }
    }
    added(channel);
  }

  return {
    menu({ channel, chatId, memberId }, commands, dedupeKey, now) {
      if (!capabilities.has(channel)) return;
      // For every language of the platform's own interface: the person's language here may be another.
      const message: Outbound = { type: 'menu', languageCode: '', commands };
      const payload = JSON.stringify(message);
      const row = { dedupeKey, channel, chatId, memberId, lane: LANES.receipt, kind: 'menu', payload, dueAt: now };
      outbox.add({ ...row, expiresAt: null }, now);
      added(channel);
    },
    reply(to, replies, dedupeKey, now, kind = 'reply') {
      for (const [index, reply] of replies.entries()) {
        const row = { dedupeKey: `${dedupeKey}:${index}`, lane: 'interactive', kind, expiresAt: null } as const;
        enqueue(to, reply, row, now);
      }
    },
    notice({ to, kind, lane, reply, expiresAt, avoid, shows }, dedupeKey, now) {
      const person = members.byId(to);
      if (person === null || !person.active) return false;
      // Preferred first, reachable before unreachable (the port orders them), and only where a sender runs.
      const linked = identities.ofMember(to).filter(({ channel }) => carries(channel, shows));
      const reachable = linked.filter((candidate) => candidate.reachable);
      const identity = reachable.find(({ channel }) => channel !== avoid) ?? reachable[0] ?? linked[0];
      if (identity === undefined) return false;
      const locale = person.locale ?? defaultLocale;
      const { channel, chatId } = identity;
      enqueue(
        { channel, chatId, memberId: to, locale },
        reply,
        { dedupeKey, lane, kind, expiresAt: expiresAt ?? null },
        now,
      );
      return true;
    },
    group({ channel, chatId }, { kind, lane, reply, expiresAt, shows }, dedupeKey, now) {
      if (!carries(channel, shows)) return false;
      const row = { dedupeKey, lane, kind, expiresAt: expiresAt ?? null };
      enqueue({ channel, chatId, memberId: null, locale: defaultLocale }, reply, row, now);
      return true;
    },
  };
}
