import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { BALLOT_SCRIPT_PATH, ballotPage, votedPage } from './ballot-page.ts';
import type { BallotPort, BallotRefusal } from './ballot-port.ts';
import { createBuiltScript } from './built-script.ts';
import { errorAnswer } from './error-page.ts';
import { clientAddress, type MissLimit } from './miss-limit.ts';
import { unlisted } from './public-routes.ts';
import { SCRIPT_CSP } from './security-headers.ts';
import type { WebServerOptions } from './server-options.ts';
import { type StaticFiles, staticAnswer } from './static-files.ts';
import type { WebEnv } from './web-env.ts';

/** A mark takes about 140 bytes of JSON, so this is a ballot of 450 lines. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** A sealed mark: 80 bytes in base64url, whose last sign carries four bits and leaves two at zero. */
const SEALED = /^[\w-]{106}[AEIMQUYcgkosw048]$/;

const postedBallot = z.strictObject({
  marks: z.array(z.strictObject({ nominee: z.int().min(1).max(0xffff), sealed: z.string().regex(SEALED) })),
});

const STATUS: Readonly<Record<BallotRefusal, 404 | 409 | 410 | 422 | 503>> = {
  'ballot-unknown': 404,
  'ballot-over': 410,
  'ballot-voted': 409,
  'ballot-unfit': 422,
  'ballot-not-stored': 503,
};

/** `/ballot/:token`: shows a member's ballot and takes it sealed, once. No answer holds a choice, no log the address. */
export function addBallotRoutes(
  app: Hono<WebEnv>,
  options: WebServerOptions,
  misses: MissLimit,
  statics: StaticFiles,
): void {
  const { ballots } = options;
  if (ballots === undefined) return;
  const script = createBuiltScript(options.builtDir, 'ballot.js', options.log);
  const limit = bodyLimit({
    maxSize: BODY_LIMIT_BYTES,
    onError: (context) => errorAnswer(context, options, 413, 'body-too-large'),
  });

  app.get(BALLOT_SCRIPT_PATH, (context) => script(context) ?? context.notFound());
  app.get('/static/ballot/ballot.css', (context) => {
    return staticAnswer(context, statics, 'ballot/ballot.css') ?? context.notFound();
  });
  app.use('/ballot/*', unlisted());
  app.get('/ballot/:token', (context) => {
    const asked = context.req.query('lang');
    const known = asked !== undefined && options.locales.includes(asked) ? asked : null;
    const view = ballots.look(context.req.param('token'), known);
    if (view === null) return refused(context, 'ballot-unknown');
    if (view.state === 'over') return errorAnswer(context, options, 410, 'ballot-over', view.locale);
    context.header('content-security-policy', SCRIPT_CSP);
    return view.state === 'voted' ? votedPage(context, options, view.locale) : ballotPage(context, options, view);
  });
  app.post('/ballot/:token', limit, async (context) => {
    const marks = await postedMarks(context);
    const token = context.req.param('token');
    // What is no ballot is looked at as the address deserves: who only guesses learns nothing about the form of a ballot.
    const cast = marks === null ? unfit(ballots, token) : ballots.cast(token, marks);
    return cast.ok ? context.json({ recorded: true }) : refused(context, cast.error);
  });

  function refused(context: Context<WebEnv>, error: BallotRefusal): Response | Promise<Response> {
    if (error === 'ballot-unknown' && misses.miss(clientAddress(context))) {
      return errorAnswer(context, options, 429, 'too-many-misses');
    }
    return errorAnswer(context, options, STATUS[error], error);
  }
}

function unfit(ballots: BallotPort, token: string): { readonly ok: false; readonly error: BallotRefusal } {
  const view = ballots.look(token, null);
  if (view === null) return { ok: false, error: 'ballot-unknown' };
  return { ok: false, error: view.state === 'open' ? 'ballot-unfit' : `ballot-${view.state}` };
}

async function postedMarks(context: Context<WebEnv>): Promise<ReadonlyMap<number, Uint8Array> | null> {
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) return null;
  const body: unknown = await context.req.json().catch(() => null);
  const posted = postedBallot.safeParse(body);
  if (!posted.success) return null;
  const marks = new Map(
    posted.data.marks.map(({ nominee, sealed }) => [nominee, new Uint8Array(Buffer.from(sealed, 'base64url'))]),
  );
  return marks.size === posted.data.marks.length ? marks : null;
}
