import { it } from 'vitest';
import { OFFICE_HOURS } from './kill-loop/office-hours.ts';
import { telegramPlatform } from './kill-loop/telegram.ts';
import { killAgainAndAgain, LIMIT_MS } from './kill-loop/trial.ts';

it('killed again and again, the bot loses no answer and applies none twice', { timeout: LIMIT_MS }, async () => {
  await killAgainAndAgain(await telegramPlatform(OFFICE_HOURS));
});
