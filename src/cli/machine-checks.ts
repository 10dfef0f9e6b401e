import { clockAhead } from '../channels/platform/server-time.ts';
import type { Config } from '../config.ts';
import { MINUTE, SECOND, systemClock } from '../lib/clock.ts';
import { sqliteVersion } from '../storage/inspection.ts';
import { type Check, check } from './check.ts';

/** Node 20 has had no security fixes since 30/04/2026 (nodejs.org/en/about/previous-releases). */
const SUPPORTED_NODE = 22;
/** Deadlines are to the minute; what a messenger signs with its clock stays valid for some minutes. */
const NOTICEABLE_MS = 30 * SECOND;
const WRONG_MS = 5 * MINUTE;
/** Vietnam is seven hours ahead of UTC all year. */
const VIETNAM_MINUTES = 7 * 60;

/** What the program stands on: versions, clock, time zone. */
export async function machineChecks(config: Config): Promise<readonly Check[]> {
  return [runtimeCheck(), await clockCheck(config), zoneCheck(config)];
}

function runtimeCheck(): Check {
  const params = { node: process.versions.node, sqlite: sqliteVersion() };
  const supported = Number.parseInt(process.versions.node, 10) >= SUPPORTED_NODE;
  return check('runtime', supported ? 'ok' : 'warn', 'doctor.runtime', params, 'doctor.runtime.advice');
}

async function clockCheck(config: Config): Promise<Check> {
  const { TIMEZONE: zone, HTTPS_PROXY } = config;
  const now = { as: 'moment', date: systemClock.now() } as const;
  const server = serverOf(config);
  const ahead = server === null ? null : await clockAhead(server, HTTPS_PROXY, systemClock.now);
  if (ahead === null) return check('clock', 'ok', 'doctor.clock', { now, zone });
  const off = Math.abs(ahead);
  const params = { now, zone, seconds: Math.round(off / SECOND) };
  if (off < NOTICEABLE_MS) return check('clock', 'ok', 'doctor.clock.compared', params);
  const told = ahead > 0 ? 'doctor.clock.fast' : 'doctor.clock.slow';
  return check('clock', off < WRONG_MS ? 'warn' : 'fail', told, params, 'doctor.clock.advice');
}

function serverOf({ TELEGRAM_BOT_TOKEN, TELEGRAM_API_ROOT, ZALO_BOT_TOKEN, ZALO_API_ROOT }: Config): string | null {
  if (TELEGRAM_BOT_TOKEN !== undefined) return TELEGRAM_API_ROOT;
  return ZALO_BOT_TOKEN === undefined ? null : ZALO_API_ROOT;
}

function zoneCheck({ TIMEZONE: zone }: Config): Check {
  const minutes = offsetMinutes(zone);
  const vietnam = offsetMinutes('Asia/Ho_Chi_Minh');
  // Without its tables of zones Node takes every zone for UTC.
  if (vietnam !== VIETNAM_MINUTES)
    return check('zone', 'fail', 'doctor.zone.data', { zone }, 'doctor.zone.data.advice');
  if (minutes === VIETNAM_MINUTES) return check('zone', 'ok', 'doctor.zone', { zone });
  return check('zone', 'warn', 'doctor.zone.abroad', { zone }, 'doctor.zone.advice');
}

function offsetMinutes(zone: string): number {
  const written = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(systemClock.now())
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d+):(\d+))?/.exec(written ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
