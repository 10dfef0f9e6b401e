/** Where projects and pages disagree about the platform, or it differs from day to day: tests can have either. */
export interface Quirks {
  /** HTTP status of refusals: always 200, or their own. */
  refusals: 'http-200' | 'http-own';
  /** A poll in which nothing came. */
  idlePoll: 'http-408' | 'http-200';
  /** Whether success comes with `error_code: 0`. */
  zeroOnSuccess: boolean;
  /** What is said while nobody polls. */
  unheard: 'lost' | 'kept';
  /** Whether a read event is gone, or comes with each poll until its time is over. */
  reads: 'once' | 'repeated';
  /** Polls in one second beyond which the server in front answers with a page. */
  pollsPerSecond: number;
  webhookBodies: 'bare' | 'wrapped';
  /** What follows a delivery without a 2xx. */
  webhookRetries: 'none' | 'until-2xx';
  /** Whether each event is delivered once more after its 2xx. */
  webhookCopies: boolean;
  imageField: 'photo_url' | 'photo';
  /** How long a person's picture can be fetched, ms. */
  photoLifetimeMs: number;
  /** Somebody's id in a group: that of their private chat, or another one. */
  groupSender: 'private-id' | 'own-id';
  /** People beyond the plan's limit: their messages do not arrive, or they do and answers are refused. */
  beyondUserLimit: 'unheard' | 'unanswered';
}

/** What most projects saw. */
export const MEASURED: Readonly<Quirks> = {
  refusals: 'http-200',
  idlePoll: 'http-408',
  zeroOnSuccess: true,
  unheard: 'lost',
  reads: 'once',
  pollsPerSecond: 30,
  webhookBodies: 'bare',
  webhookRetries: 'none',
  webhookCopies: false,
  imageField: 'photo_url',
  photoLifetimeMs: 3_600_000,
  groupSender: 'private-id',
  beyondUserLimit: 'unheard',
};
