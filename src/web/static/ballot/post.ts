/** How sending ended. `unsure`: no answer that says so, the ballot may have arrived or not. */
export type Outcome = 'recorded' | 'voted' | 'over' | 'unknown' | 'unfit' | 'unsure';

const PATIENCE_MS = 30_000;

const REFUSALS: Readonly<Record<string, Outcome>> = {
  'ballot-voted': 'voted',
  'ballot-over': 'over',
  'ballot-unknown': 'unknown',
  'too-many-misses': 'unknown',
  'ballot-unfit': 'unfit',
  'body-too-large': 'unfit',
};

/** Sends the sealed ballot to the address of this page. Never rejects: what is no clear answer is `unsure`. */
export async function postBallot(body: string): Promise<Outcome> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: patience.signal,
    });
    return outcomeOf(await response.json());
  } catch {
    return 'unsure';
  } finally {
    clearTimeout(timer);
  }
}

function outcomeOf(answer: unknown): Outcome {
  if (typeof answer !== 'object' || answer === null) return 'unsure';
  if ('recorded' in answer && answer.recorded === true) return 'recorded';
  return ('error' in answer && typeof answer.error === 'string' ? REFUSALS[answer.error] : undefined) ?? 'unsure';
}
