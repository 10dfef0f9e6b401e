import type { EpochMs, IsoDate } from '../lib/clock.ts';
import type { Work } from './ports.ts';

/** What a person can ask a picture of. */
export const CHART_CHOICES = ['divisions', 'targets', 'year'] as const;
export type ChartChoice = (typeof CHART_CHOICES)[number];

/** The picture of a digest, which follows its text. */
export interface DigestPicture {
  /** Monday of the digest, as it is stored. */
  readonly week: IsoDate;
  readonly to: 'group' | 'leaders';
  /** The digest's own key: whatever restarts, its picture is sent once. */
  readonly key: string;
  readonly expiresAt: EpochMs;
}

/** The kind of the job that draws it. */
export const DIGEST_PICTURE = 'digest_picture';

/**
 * Has the picture of a digest drawn after the commit and sent after the text, which waits for nothing. Called in the
 * transaction that sends the text.
 */
export function requestDigestPicture({ store, now }: Work, payload: DigestPicture): void {
  const [reader] = [...store.members.withRole('leader'), ...store.members.withRole('secretary')];
  // Nobody asked for it in a chat of theirs: if it fails, nobody is told.
  const asked = { kind: DIGEST_PICTURE, channel: '', chatId: '', accountId: '', payload };
  if (reader !== undefined) store.jobs.enqueue({ ...asked, memberId: reader.id, now });
}
