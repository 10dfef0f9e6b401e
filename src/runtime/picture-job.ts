import type { UnitOfWork } from '../app/delivery-ports.ts';
import { entitlementOf, exportNamed, exportScope } from '../app/exports.ts';
import type { JobRequest } from '../app/job-request.ts';
import type { Campaign, Store, Work } from '../app/ports.ts';
import { standings } from '../app/standings.ts';
import { mayReadDigests, sentDigest } from '../app/weekly-digest.ts';
import { type Say, say } from '../conversation/text-key.ts';
import type { Reply } from '../conversation/types.ts';
import type { Locale, Person } from '../domain/person.ts';
import type { Clock } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { alternativeTo } from '../reports/charts/alternative.ts';
import type { ChartData } from '../reports/charts/data.ts';
import { chartOfDigest, divisionBars, targetGauges, yearLine } from '../reports/charts/from-standings.ts';
import type { PictureProblem, Pictures } from '../reports/charts/pictures.ts';
import type { Files } from './files.ts';
import type { JobHandler, JobOutcome } from './jobs.ts';
import type { Log } from './log.ts';

export interface PictureJobOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly zone: string;
  readonly files: Files;
  /** Without it there are no pictures, and the words go alone. */
  readonly pictures: Pictures | null;
  readonly log: Log;
  /** Whether a file reaches people on a channel, in the message or by a link. */
  readonly handsOver: (channel: string) => boolean;
}

/** A picture with its words, ready to be sent; the words alone, with the reason, where it could not be drawn. */
export type Illustrated = (data: ChartData, locale: Locale) => Promise<Result<Reply, PictureProblem | 'picture_off'>>;

type PictureRequest = Extract<JobRequest, { kind: 'picture' }>;

/** Draws and stores pictures; a problem is logged here. */
export function createIllustrated({
  pictures,
  files,
  log,
}: Pick<PictureJobOptions, 'pictures' | 'files' | 'log'>): Illustrated {
  return async (data, locale) => {
    if (pictures === null) return err('picture_off');
    const drawn = await pictures.pictureOf(data, locale);
    if (!drawn.ok) {
      log.warn({ picture: data.kind, problem: drawn.error }, 'picture not drawn');
      return drawn;
    }
    const { png, name, mime, alternative } = drawn.value;
    return ok({ say: alternative, file: { storedName: files.store(png), name, mime } });
  };
}

/** Draws what somebody asked for in a chat, of as much as they may see by who they are when it is drawn. */
export function createPictureJob(options: PictureJobOptions, illustrated: Illustrated): JobHandler {
  const { store, unitOfWork, clock, random, zone, handsOver } = options;
  // Who may take the standings away as a table may see them as a picture.
  const kind = exportNamed('standings');

  return async ({ payload, channel, accountId, memberId }, locale) => {
    const request = payload as PictureRequest;
    const found = unitOfWork.run(() => {
      const work = { store, now: clock.now(), random, zone };
      const asker = store.identities.find({ channel, accountId })?.person;
      const scope = asker?.id !== memberId || kind === null ? null : exportScope(asker, kind);
      const campaign = store.campaigns.current();
      if (asker === undefined || scope === null || kind === null) return err('error.not_allowed');
      if (campaign === null) return err('error.no_campaign');
      const data = dataOf(work, campaign, request, asker, scope.divisionId);
      return data === null ? err('reports.no_digest') : ok({ data, entitlement: entitlementOf(kind, scope) });
    });
    if (!found.ok) return message([say(found.error)]);
    const { data, entitlement } = found.value;
    const words = alternativeTo(data);
    if (!handsOver(channel)) return message([say('error.picture_off'), ...words]);
    const reply = await illustrated(data, locale);
    if (!reply.ok) return message([say(`error.${reply.error}`), ...words]);
    const { file } = reply.value;
    return message(words, file === undefined ? {} : { file: { ...file, entitlement } });
  };
}

function dataOf(
  work: Work,
  campaign: Campaign,
  { chart, week }: PictureRequest,
  asker: Person,
  divisionId: number | null,
): ChartData | null {
  const { zone } = work;
  if (week !== '') {
    const digest = mayReadDigests(asker) ? sentDigest(work, week) : null;
    return digest === null ? null : chartOfDigest(digest, zone);
  }
  const now = standings(work, campaign, divisionId);
  switch (chart) {
    case 'divisions':
      return divisionBars(now, now.reviews.at(-1)?.round ?? 'registration', zone);
    case 'targets':
      return targetGauges(now, zone);
    case 'year': {
      const submissions = work.store.pledges
        .firstSubmissions(campaign.id)
        .filter((one) => divisionId === null || one.divisionId === divisionId);
      return yearLine(
        now,
        submissions.map(({ at }) => at),
        campaign.plan.milestones,
        zone,
      );
    }
  }
}

function message(texts: readonly Say[], more: Partial<Reply> = {}): JobOutcome {
  return { kind: 'message', reply: { say: texts, ...more } };
}
