import { leadershipGroup } from '../app/leadership-group.ts';
import { requestDigestPicture } from '../app/picture-request.ts';
import type { Work } from '../app/ports.ts';
import { digestReaders } from '../app/weekly-digest.ts';
import { digestNotice } from '../conversation/digest/wording.ts';
import type { WeeklyDigest } from '../domain/digest/digest.ts';
import type { Locale } from '../domain/person.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import type { Post } from './post.ts';

export interface DigestPostOptions {
  readonly post: Post;
  readonly catalogue: Catalogue;
  readonly defaultLocale: Locale;
}

/** A digest that is to leave, once under each key. */
export interface DigestPosting {
  readonly digest: WeeklyDigest;
  readonly key: string;
  readonly expiresAt: EpochMs;
}

/** Sends a digest to the leadership group, or to each leader where there is none; returns to how many chats. */
export function postDigest(options: DigestPostOptions, work: Work, { digest, key, expiresAt }: DigestPosting): number {
  const group = leadershipGroup(work);
  const notice = digestNoticeFor(options, digest, options.defaultLocale, expiresAt);
  if (group !== null && options.post.group(group, notice, `${key}:group`, work.now)) {
    requestDigestPicture(work, { week: digest.week, to: 'group', key, expiresAt });
    return 1;
  }
  return postToLeaders(options, work, { digest, key, expiresAt });
}

/** Sends a digest to each leader who wants it, whatever group there is. */
export function postToLeaders(options: DigestPostOptions, work: Work, posting: DigestPosting): number {
  const { digest, key, expiresAt } = posting;
  requestDigestPicture(work, { week: digest.week, to: 'leaders', key, expiresAt });
  return digestReaders(work).filter(({ id, locale }) => {
    const notice = digestNoticeFor(options, digest, locale ?? options.defaultLocale, expiresAt);
    return options.post.notice({ to: id, ...notice }, `${key}:${id}`, work.now);
  }).length;
}

function digestNoticeFor(
  { catalogue }: DigestPostOptions,
  digest: WeeklyDigest,
  locale: Locale,
  expiresAt: EpochMs,
): ReturnType<typeof digestNotice> {
  return digestNotice(digest, (text) => catalogue.plain(text, locale).length, expiresAt);
}
