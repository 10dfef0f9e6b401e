/** What a channel can do and carry; rendering follows it, so no dialogue ever asks which channel it is on. */
export interface Capabilities {
  readonly buttons: boolean;
  readonly edits: boolean;
  readonly filesIn: boolean;
  /** Pictures arrive although other files do not. */
  readonly photosIn?: boolean;
  readonly filesOut: boolean;
  /** The platform shows a picture that it fetches from a public address. */
  readonly photoLinks: boolean;
  /** `html`: text is a safe subset (b, i, a); `plain`: no mark-up at all. */
  readonly formatting: 'html' | 'plain';
  /** Longest text after mark-up is taken out, in UTF-16 units. */
  readonly maxText: number;
  readonly maxCaption: number;
  /** Longest button label that stays readable, in characters. */
  readonly maxLabel: number;
  readonly shareContact: boolean;
}

export interface Button {
  readonly label: string;
  /** Opaque, at most 64 bytes: `<prompt token>.<index>` or a command `/lich`. */
  readonly token: string;
}

/** One call to a platform. `text` is HTML-escaped with tags from {b, i, a} when the channel formats, else plain. */
export interface OutboundText {
  readonly type: 'text';
  readonly text: string;
  /** Rows of buttons. */
  readonly buttons?: readonly (readonly Button[])[];
  /** Platform id of an own message to edit instead of sending. */
  readonly editMessageId?: string;
  readonly file?: { readonly path: string; readonly name: string; readonly mime: string };
  /** Public address of a picture to show, on channels with `photoLinks`. */
  readonly photoUrl?: string;
  readonly askContact?: { readonly label: string };
  /** The platform is asked not to let it be copied or passed on: a courtesy, no protection. */
  readonly protected?: boolean;
}

/** The command menu that the platform shows in one chat. */
export interface OutboundMenu {
  readonly type: 'menu';
  readonly languageCode: string;
  readonly commands: readonly MenuCommand[];
}

export interface MenuCommand {
  readonly command: string;
  readonly description: string;
}

export type Outbound = OutboundText | OutboundMenu;
