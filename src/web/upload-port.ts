import type { Result } from '../lib/result.ts';

/** What a one-time address is for, and whether it still is. */
export interface UploadTicket {
  /** `stale`: the question was asked anew, with another address. */
  readonly state: 'open' | 'used' | 'expired' | 'stale';
  /** Language of the person who is asked. */
  readonly locale: string;
  readonly limitBytes: number;
  /** MIME types and endings, as an input for files takes them. */
  readonly accept: string;
  /** Sentences in the person's language: what is taken, and until when. */
  readonly limits: string;
  readonly until: string;
}

/** What can be wrong with a file or its address; each has a text `error.<code>`. */
export type UploadRefusal =
  | 'file_empty'
  | 'file_over_limit'
  | 'file_form_refused'
  | 'upload-not-found'
  | 'upload-expired'
  | 'upload-stale'
  | 'upload-failed'
  | 'upload-not-stored';

/** Takes files at one-time addresses; the token is the whole right. */
export interface UploadPort {
  look(token: string): UploadTicket | null;
  /** Delivers the file once; again at a used address is as good as the first time. */
  deliver(token: string, name: string, bytes: Uint8Array): Promise<Result<void, UploadRefusal>>;
}
