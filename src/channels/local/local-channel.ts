import { stat } from 'node:fs/promises';
import type { InboundBody } from '../../conversation/types.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Randomness, systemRandomness } from '../../lib/ids.ts';
import { err, ok } from '../../lib/result.ts';
import type { Capabilities, MenuCommand, OutboundText } from '../../presentation/types.ts';
import type { Channel, Receiver, SendOutcome } from '../channel.ts';
import { createChatLog } from './chat-log.ts';
import { createFileShelf } from './file-shelf.ts';
import type { HubEvent, MessengerHub, Posted, ShownFile, ShownMessage } from './messenger-hub.ts';
import { refusalOf } from './outbound-limits.ts';

/** Largest file that a person can send here, in bytes. */
export const LOCAL_FILE_LIMIT_BYTES = 5 * 1024 * 1024;

/** Posts that a stopped channel keeps. */
const MAX_WAITING = 20;

/** Buttons, edits, formatting and files, with Telegram's lengths. */
const RICH: Capabilities = {
  buttons: true,
  edits: true,
  filesIn: true,
  filesOut: true,
  photoLinks: false,
  formatting: 'html',
  maxText: 4096,
  maxCaption: 1024,
  maxLabel: 40,
  shareContact: false,
};

/** Bare text, as Zalo's bots have it. */
const TEXT_ONLY: Capabilities = {
  buttons: false,
  edits: false,
  filesIn: false,
  filesOut: false,
  photoLinks: false,
  formatting: 'plain',
  maxText: 2000,
  maxCaption: 2000,
  maxLabel: 60,
  shareContact: false,
};

export interface LocalChannelOptions {
  readonly clock: Clock;
  /** `rich` (default) is the channel `local`; `text-only` is the channel `local-text`. */
  readonly capabilities?: 'rich' | 'text-only';
  readonly randomness?: Randomness;
}

/** A channel without a platform, and the hub through which the page takes part in it. */
export interface LocalChannel extends Channel {
  readonly hub: MessengerHub;
}

/** Builds the local messenger's channel; chats live in memory until the process ends. */
export function createLocalChannel(options: LocalChannelOptions): LocalChannel {
  const { clock, randomness = systemRandomness } = options;
  const textOnly = options.capabilities === 'text-only';
  const name = textOnly ? 'local-text' : 'local';
  const capabilities = textOnly ? TEXT_ONLY : RICH;
  // Ids differ from run to run: an edit of a message from an earlier run must never hit another message.
  const run = randomness.token(6);
  const shelf = createFileShelf();
  const log = createChatLog((message) => message.file !== null && shelf.drop(message.file.id));
  const listeners = new Set<(event: HubEvent) => void>();
  let publicCommands: readonly MenuCommand[] = [];
  let receive: Receiver | null = null;
  /** Posted while nobody received; delivered at the next start, as a platform would. */
  let waiting: readonly Posted[] = [];
  let seq = 0;

  function nextSeq(): number {
    seq += 1;
    return seq;
  }

  function publish(event: HubEvent): void {
    for (const listener of listeners) listener(event);
  }

  function show(chatId: string, message: ShownMessage, place: 'append' | 'replace'): void {
    log[place](chatId, message);
    publish({ kind: 'message', chatId, message });
  }

  function ownMessage(posted: Posted): { readonly body: InboundBody; readonly shown: ShownMessage | null } {
    const { body } = posted;
    if (body.kind === 'choice') return { body, shown: null };
    const base: ShownMessage = {
      id: `${run}-${posted.clientId}`,
      seq: nextSeq(),
      from: 'person',
      at: clock.now(),
      text: body.kind === 'text' ? body.text : '',
      html: false,
      buttons: [],
      chosen: null,
      edited: false,
      file: null,
    };
    if (body.kind === 'text') return { body, shown: base };
    const file = { id: randomness.token(18), name: body.name, mime: body.mime, sizeBytes: body.bytes.length };
    shelf.put(file, { bytes: body.bytes });
    const { id: ref, ...rest } = file;
    return { body: { kind: 'file', file: { ref, ...rest } }, shown: { ...base, file } };
  }

  function post(posted: Posted): ReturnType<MessengerHub['post']> {
    const { personId, body: did } = posted;
    if (did.kind === 'file' && did.bytes.length > LOCAL_FILE_LIMIT_BYTES) return err('messenger-file-too-large');
    if (receive === null) {
      waiting = [...waiting, posted].slice(-MAX_WAITING);
      return err('messenger-stopped');
    }
    const { body, shown } = ownMessage(posted);
    const isNew = shown !== null && log.find(personId, shown.id) === undefined;
    if (isNew) log.append(personId, shown);
    else if (shown?.file) shelf.drop(shown.file.id);
    const eventKey = `l:${posted.clientId}`;
    try {
      const [receipt] = receive([
        {
          channel: name,
          eventKey,
          at: clock.now(),
          chat: { id: personId, kind: 'private' },
          from: { id: personId, displayName: posted.displayName },
          binding: true,
          body,
        },
      ]);
      if (isNew) publish({ kind: 'message', chatId: personId, message: shown });
      if (did.kind === 'choice') markChosen(personId, did.messageId, did.token);
      return ok(receipt ?? { eventKey, status: 'failed' });
    } catch {
      // Nothing was stored: the page offers to send again under the same id.
      if (isNew) log.remove(personId, shown.id);
      return err('messenger-not-stored');
    }
  }

  function markChosen(chatId: string, messageId: string, token: string): void {
    const message = log.find(chatId, messageId);
    if (message === undefined || message.chosen === token) return;
    if (!message.buttons.flat().some((button) => button.token === token)) return;
    show(chatId, { ...message, chosen: token }, 'replace');
  }

  async function sendText(chatId: string, message: OutboundText, signal: AbortSignal): Promise<SendOutcome> {
    const refusal = refusalOf(message, capabilities);
    if (refusal !== null) return { kind: 'rejected', detail: refusal };
    let file: ShownFile | null = null;
    if (message.file !== undefined) {
      const { path, name: fileName, mime } = message.file;
      const sizeBytes = await stat(path).then(
        (found) => found.size,
        () => null,
      );
      if (sizeBytes === null) return { kind: 'rejected', detail: 'file-missing' };
      if (signal.aborted) return { kind: 'unavailable', detail: 'aborted' };
      file = { id: randomness.token(18), name: fileName, mime, sizeBytes };
      shelf.put(file, { path });
    }
    const edited = message.editMessageId === undefined ? undefined : log.find(chatId, message.editMessageId);
    // A message that is no longer shown cannot be edited; the text must reach the person all the same.
    const replaces = capabilities.edits && edited?.from === 'bot';
    const id = replaces ? edited.id : `${run}-${nextSeq()}`;
    if (replaces && edited.file !== null) shelf.drop(edited.file.id);
    const shown: ShownMessage = {
      id,
      seq: nextSeq(),
      from: 'bot',
      at: replaces ? edited.at : clock.now(),
      text: message.text,
      html: capabilities.formatting === 'html',
      buttons: message.buttons ?? [],
      chosen: null,
      edited: replaces,
      file,
    };
    show(chatId, shown, replaces ? 'replace' : 'append');
    return { kind: 'sent', messageId: id };
  }

  const hub: MessengerHub = {
    name,
    capabilities,
    chat: (personId) => ({
      messages: log.messages(personId),
      commands: log.commands(personId) ?? publicCommands,
      unread: log.unread(personId),
    }),
    post,
    openFile: (fileId) => shelf.open(fileId),
    markRead: (personId, upTo) => log.markRead(personId, upTo),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  return {
    name,
    capabilities,
    hub,
    async start(receiver) {
      receive = receiver;
      const delivering = waiting;
      waiting = [];
      for (const posted of delivering) post(posted);
    },
    async stop() {
      receive = null;
    },
    async send(chatId, message, signal) {
      if (signal.aborted) return { kind: 'unavailable', detail: 'aborted' };
      if (message.type === 'text') return sendText(chatId, message, signal);
      log.setCommands(chatId, message.commands);
      publish({ kind: 'menu', chatId });
      return { kind: 'sent', messageId: null };
    },
    async typing(chatId) {
      publish({ kind: 'typing', chatId });
    },
    async fetchFile(ref, limitBytes) {
      const file = await shelf.open(ref);
      if (file === null) return { ok: false, error: 'gone' };
      if (file.bytes.length > limitBytes) return { ok: false, error: 'too-large' };
      return { ok: true, bytes: file.bytes };
    },
    async publishMenus(menus) {
      const shown = menus.filter((menu) => menu.scope === 'private');
      publicCommands = (shown.find((menu) => menu.languageCode === '') ?? shown[0])?.commands ?? [];
      publish({ kind: 'menu', chatId: null });
    },
    health: () => ({ state: receive === null ? 'stopped' : 'receiving', problem: null }),
  };
}
