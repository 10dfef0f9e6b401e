import { leadershipGroup } from '../app/leadership-group.ts';
import type { DigestPicture } from '../app/picture-request.ts';
import type { Work } from '../app/ports.ts';
import { digestReaders, sentDigest } from '../app/weekly-digest.ts';
import type { Notice, Reply } from '../conversation/types.ts';
import type { Locale } from '../domain/person.ts';
import { chartOfDigest } from '../reports/charts/from-standings.ts';
import type { JobHandler } from './jobs.ts';
import type { Illustrated, PictureJobOptions } from './picture-job.ts';

/** More than this fits no caption; then the title stands alone, for the digest itself has said the rest. */
const MOST_LINES = 12;

/**
 * Draws the picture of a stored digest and sends it after the text, to the leadership group or to each leader, where their
 * messenger shows pictures. What cannot be drawn is left out: the text has gone before.
 */
export function createDigestPictureJob(
  options: PictureJobOptions & { readonly defaultLocale: Locale },
  illustrated: Illustrated,
): JobHandler {
  const { store, unitOfWork, clock, random, zone, defaultLocale } = options;

  return async ({ payload }) => {
    const { week, to, key, expiresAt } = payload as DigestPicture;
    const read = <T>(use: (work: Work) => T) => unitOfWork.run(() => use({ store, now: clock.now(), random, zone }));
    const digest = read((work) => sentDigest(work, week));
    if (digest === null) return { kind: 'nothing' };
    const data = chartOfDigest(digest, zone);
    const readers = to === 'group' ? [] : read(digestReaders);
    const localeOf = ({ locale }: { readonly locale: Locale | null }) => locale ?? defaultLocale;
    const drawn = new Map<Locale, Reply>();
    for (const locale of new Set(to === 'group' ? [defaultLocale] : readers.map(localeOf))) {
      const reply = await illustrated(data, locale);
      if (!reply.ok) continue;
      const { say, ...picture } = reply.value;
      drawn.set(locale, { ...picture, say: say.length <= MOST_LINES ? say : say.slice(0, 1) });
    }
    const noticeOf = (locale: Locale): Omit<Notice, 'to'> | null => {
      const reply = drawn.get(locale);
      return reply === undefined
        ? null
        : { kind: 'digest_picture', lane: 'digest', shows: 'picture', reply, expiresAt };
    };
    return {
      kind: 'sending',
      send(post, now) {
        const group = to === 'group' ? leadershipGroup({ store }) : null;
        const shared = noticeOf(defaultLocale);
        if (group !== null && shared !== null) post.group(group, shared, `${key}:picture:group`, now);
        for (const reader of readers) {
          const notice = noticeOf(localeOf(reader));
          if (notice !== null) post.notice({ to: reader.id, ...notice }, `${key}:picture:${reader.id}`, now);
        }
      },
    };
  };
}
