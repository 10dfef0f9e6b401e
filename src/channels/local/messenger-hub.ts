import type { EpochMs } from '../../lib/clock.ts';
import type { Result } from '../../lib/result.ts';
import type { Button, Capabilities, MenuCommand } from '../../presentation/types.ts';
import type { Receipt } from '../channel.ts';

/** A message as the page shows it; `seq` grows with every message and every change in the whole channel. */
export interface ShownMessage {
  readonly id: string;
  readonly seq: number;
  readonly from: 'person' | 'bot';
  readonly at: EpochMs;
  /** The bot's text is safe HTML (b, i, a) when `html` is true; everything else is plain text. */
  readonly text: string;
  readonly html: boolean;
  readonly buttons: readonly (readonly Button[])[];
  /** Token of the button that the person pressed last, until the bot edits the message. */
  readonly chosen: string | null;
  readonly edited: boolean;
  readonly file: ShownFile | null;
}

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly sizeBytes: number;
}

export interface ChatView {
  readonly messages: readonly ShownMessage[];
  readonly commands: readonly MenuCommand[];
  readonly unread: number;
}

/** What a person does on the page; `clientId` is made by the page, so a resend is recognised. */
export interface Posted {
  readonly clientId: string;
  /** The local account, which is also the chat. */
  readonly personId: string;
  readonly displayName: string;
  readonly body:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'choice'; readonly token: string; readonly messageId: string }
    | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
}

export type PostFailure = 'messenger-stopped' | 'messenger-not-stored' | 'messenger-file-too-large';

export type HubEvent =
  | { readonly kind: 'message'; readonly chatId: string; readonly message: ShownMessage }
  | { readonly kind: 'typing'; readonly chatId: string }
  | { readonly kind: 'menu'; readonly chatId: string | null };

export interface OpenedHubFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** The page's side of the local channel: what the people see and do. */
export interface MessengerHub {
  readonly name: string;
  readonly capabilities: Capabilities;
  chat(personId: string): ChatView;
  post(posted: Posted): Result<Receipt, PostFailure>;
  /** A file that hangs on a message still shown, or null. */
  openFile(fileId: string): Promise<OpenedHubFile | null>;
  /** Marks the bot's messages up to `seq` as seen. */
  markRead(personId: string, seq: number): void;
  /** Calls `listener` at every change until the returned function is called. */
  subscribe(listener: (event: HubEvent) => void): () => void;
}
