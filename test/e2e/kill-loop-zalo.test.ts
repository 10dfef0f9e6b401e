import { it } from 'vitest';
import { OFFICE_HOURS } from './kill-loop/office-hours.ts';
import { killAgainAndAgain, LIMIT_MS } from './kill-loop/trial.ts';
import { zaloPlatform } from './kill-loop/zalo.ts';

it('killed again and again behind its webhook, the bot loses no answer and applies none twice', {
  timeout: LIMIT_MS,
}, async () => {
  await killAgainAndAgain(await zaloPlatform(OFFICE_HOURS));
});
