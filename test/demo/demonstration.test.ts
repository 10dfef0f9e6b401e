import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { localTime } from '../../src/lib/office-time.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startProgram } from '../../src/program.ts';
import { CSRF_HEADER } from '../../src/web/messenger-routes.ts';
import { ZONE } from '../support/office-clock.ts';
import { call } from '../web/call.ts';

/** The demonstration as a newcomer starts it, on an empty folder. */
async function demonstration() {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-demo-'));
  const config = parseConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' }, projectRoot);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const program = await startProgram(config.value, projectRoot);
  if (!program.ok) throw new Error(program.error);
  const { url } = program.value;
  onTestFinished(async () => {
    await program.value.stop();
    await rm(folder, { recursive: true });
  });
  const { csrf } = (await call(`${url}local/session`)).json as { csrf: string };
  const headers = { 'content-type': 'application/json', [CSRF_HEADER]: csrf };
  return {
    clock: async () =>
      (await call(`${url}local/clock`)).json as { next: { kind: string; label: string; at: number }[] },
    advance: async (to: string) =>
      (await call(`${url}local/clock/advance`, { method: 'POST', headers, body: JSON.stringify({ to }) })).json as {
        at: number;
        fired: number;
      },
  };
}

it('the clock goes from deadline to deadline of the plan, to the end of the year', async () => {
  const { clock, advance } = await demonstration();
  const seen: string[] = [];
  for (;;) {
    const next = (await clock()).next.find(({ kind }) => kind === 'next-deadline');
    if (next === undefined) break;
    const { at } = await advance('next-deadline');
    expect(at).toBeGreaterThanOrEqual(next.at);
    seen.push(`${localTime(next.at, ZONE).date} ${next.label}`);
  }
  expect(seen).toEqual([
    '2022-02-28 Hết hạn đăng ký thi đua',
    '2022-06-30 Hết hạn báo cáo sơ kết 6 tháng',
    '2022-11-30 Hết hạn nộp hồ sơ đề nghị khen thưởng',
    '2022-12-20 Tổng kết phong trào thi đua năm 2022',
  ]);
}, 60_000);

it('the clock goes from reminder to reminder, each of which reaches somebody or is passed over, and never back', async () => {
  const { clock, advance } = await demonstration();
  let fired = 0;
  let before = 0;
  for (let step = 0; step < 12; step += 1) {
    const next = (await clock()).next.find(({ kind }) => kind === 'next-reminder');
    expect(next).toBeDefined();
    const moved = await advance('next-reminder');
    expect(moved.at).toBeGreaterThan(before);
    before = moved.at;
    fired += moved.fired;
  }
  expect(fired).toBeGreaterThan(33);
}, 60_000);
