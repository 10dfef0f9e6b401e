import type { Config } from '../config.ts';
import { type DataDir, isLocked } from '../storage/data-dir.ts';
import { type Check, check } from './check.ts';

const PATIENCE_MS = 3_000;

/** Whether the bot runs on this folder, and takes and delivers messages. */
export async function runningChecks(config: Config, dataDir: DataDir): Promise<readonly Check[]> {
  if (!isLocked(dataDir)) return [check('running', 'warn', 'doctor.running.not', {}, 'doctor.running.not.advice')];
  const url = readyUrl(config);
  if (url === null) return [check('running', 'ok', 'doctor.running.unasked')];
  const reasons = await unreadyReasons(url);
  if (reasons === null) {
    return [check('running', 'fail', 'doctor.running.silent', { url }, 'doctor.running.silent.advice')];
  }
  if (reasons.length === 0) return [check('running', 'ok', 'doctor.running')];
  const params = { reasons: { list: reasons, join: 'comma' as const } };
  return [check('running', 'fail', 'doctor.running.unready', params, 'doctor.running.unready.advice')];
}

// Port 0 is whatever was free: only the bot knows.
function readyUrl({ HOST, PORT }: Config): string | null {
  if (PORT === 0) return null;
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const host = everywhere[HOST] ?? HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/readyz`;
}

/** Codes of what keeps the bot from being ready; null where nobody answers, or somebody else. */
async function unreadyReasons(url: string): Promise<readonly string[] | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const report: unknown = await answer.json();
    if (typeof report !== 'object' || report === null || !('reasons' in report)) return null;
    return Array.isArray(report.reasons) ? report.reasons.map(String) : null;
  } catch {
    return null;
  }
}
