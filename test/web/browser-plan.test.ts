import { expect, it } from 'vitest';
import { browserPlan } from '../support/browser.ts';

it('takes the browser that the environment names', () => {
  expect(browserPlan(process.execPath, true)).toEqual({ run: true, executablePath: process.execPath });
});

it('skips with a reason where there is none, and never in CI', () => {
  expect(browserPlan('/none', false, [])).toMatchObject({
    run: false,
    reason: expect.stringContaining('CHROMIUM_PATH'),
  });
  expect(() => browserPlan('/none', true, [])).toThrow('CHROMIUM_PATH');
});
