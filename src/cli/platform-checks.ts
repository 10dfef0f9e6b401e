import type { TelegramProbe } from '../channels/telegram/probe.ts';
import { type Config, isDemo } from '../config.ts';
import { HOUR, systemClock } from '../lib/clock.ts';
import { type Check, check } from './check.ts';

/** What a platform could not deliver longer ago is history. */
const RECENT_ERROR_MS = HOUR;

/** Whether the platforms know the bot, and deliver to where the settings say. */
export async function platformChecks(config: Config): Promise<readonly Check[]> {
  if (isDemo(config)) return [check('channels', 'warn', 'doctor.demo', {}, 'doctor.demo.advice')];
  return [...(await zaloChecks(config)), ...(await telegramChecks(config))];
}

/** Where a platform has to deliver events; null where the bot fetches them. */
function wantedWebhook(config: Config, platform: 'ZALO' | 'TELEGRAM'): string | null {
  if (config[`${platform}_MODE`] !== 'webhook' || config.PUBLIC_URL === undefined) return null;
  return new URL(`/webhooks/${platform.toLowerCase()}`, config.PUBLIC_URL).href;
}

async function zaloChecks(config: Config): Promise<readonly Check[]> {
  const { ZALO_BOT_TOKEN: token, ZALO_API_ROOT: apiRoot, HTTPS_PROXY: httpsProxy } = config;
  if (token === undefined) return [];
  const { probeZalo } = await import('../channels/zalo/probe.ts');
  const found = await probeZalo({ token, apiRoot, httpsProxy });
  if (!found.ok) {
    const { problem } = found;
    return problem === 'unauthorised'
      ? [check('zalo', 'fail', 'doctor.zalo.unauthorised', {}, 'doctor.zalo.unauthorised.advice')]
      : [check('zalo', 'fail', 'doctor.zalo.problem', { problem }, 'doctor.zalo.problem.advice')];
  }
  const { id, name, webhook: url } = found;
  return [check('zalo', 'ok', 'doctor.zalo', { id, name }), zaloModeCheck(url, wantedWebhook(config, 'ZALO'))];
}

function zaloModeCheck(url: string | null, wanted: string | null): Check {
  if (url === null) {
    return check('zalo_mode', wanted === null ? 'ok' : 'warn', 'doctor.zalo.polling', {}, 'doctor.webhook.advice');
  }
  if (wanted === null) {
    return check('zalo_mode', 'warn', 'doctor.zalo.webhook_in_polling', { url }, 'doctor.polling.advice');
  }
  return check('zalo_mode', url === wanted ? 'ok' : 'warn', 'doctor.zalo.webhook', { url }, 'doctor.webhook.advice');
}

async function telegramChecks(config: Config): Promise<readonly Check[]> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, HTTPS_PROXY: httpsProxy } = config;
  if (token === undefined) return [];
  const { probeTelegram } = await import('../channels/telegram/probe.ts');
  const found = await probeTelegram({ token, apiRoot, httpsProxy });
  if (!found.ok) {
    const { problem } = found;
    return problem === 'unauthorised'
      ? [check('telegram', 'fail', 'doctor.telegram.unauthorised', {}, 'doctor.telegram.unauthorised.advice')]
      : [check('telegram', 'fail', 'doctor.telegram.problem', { problem }, 'doctor.telegram.problem.advice')];
  }
  const { username, waiting } = found;
  return [
    check('telegram', 'ok', 'doctor.telegram', { username, waiting }),
    telegramModeCheck(found, wantedWebhook(config, 'TELEGRAM')),
  ];
}

function telegramModeCheck(
  { webhook: url, lastError }: Extract<TelegramProbe, { ok: true }>,
  wanted: string | null,
): Check {
  const name = 'telegram_mode';
  if (url === null) {
    return check(name, wanted === null ? 'ok' : 'warn', 'doctor.telegram.polling', {}, 'doctor.webhook.advice');
  }
  if (wanted === null) {
    return check(name, 'warn', 'doctor.telegram.webhook_in_polling', { url }, 'doctor.polling.advice');
  }
  if (url !== wanted) return check(name, 'warn', 'doctor.telegram.webhook', { url }, 'doctor.webhook.advice');
  if (lastError !== null && systemClock.now() - lastError.at < RECENT_ERROR_MS) {
    const at = { as: 'moment', date: lastError.at } as const;
    const params = { url, at, problem: lastError.text };
    return check(name, 'warn', 'doctor.telegram.webhook_failing', params, 'doctor.webhook_failing.advice');
  }
  return check(name, 'ok', 'doctor.telegram.webhook', { url });
}
