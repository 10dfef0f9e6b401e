// The long trial: kills over both platforms, then an hour of traffic; one table, and an exit code that says whether all held.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kills of each platform's trial; together at least 200. */
const KILLS = process.env.KILLS ?? '100';
const results = mkdtempSync(join(tmpdir(), 'thidua-soak-results-'));

/** Runs vitest with these arguments; resolves with whether it was content. */
function vitest(...args) {
  return new Promise((resolve) => {
    const run = spawn('npx', ['vitest', 'run', ...args], {
      stdio: 'inherit',
      env: { ...process.env, KILLS, SOAK_RESULTS: results },
    });
    run.once('exit', (code) => resolve(code === 0));
  });
}

function figures(name) {
  const path = join(results, `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

const started = Date.now();
const trials = ['test/e2e/kill-loop-telegram.test.ts', 'test/e2e/kill-loop-zalo.test.ts'];
const killsHeld = await vitest('--maxWorkers=2', ...trials);
const trafficHeld = await vitest('--config', 'soak.config.ts');

const lines = [
  '',
  `Soak: ${killsHeld && trafficHeld ? 'all held' : 'NOT all held'}, ${minutes(Date.now() - started)} minutes`,
  '',
];
lines.push('kills                 kills   events  rounds  files  lists  lost  twice  of unknown fate');
for (const platform of ['telegram', 'zalo']) {
  const got = figures(`kills-${platform}`);
  if (got === null) lines.push(`${platform.padEnd(20)} the trial did not hold, see above`);
  else {
    const { kills, events, rounds, files, lists, unknown } = got;
    lines.push(
      `${platform.padEnd(20)}${cell(kills, 7)}${cell(events, 9)}${cell(rounds, 8)}${cell(files, 7)}${cell(lists, 7)}${cell(0, 6)}${cell(0, 7)}${cell(unknown, 17)}`,
    );
  }
}
const traffic = figures('traffic');
lines.push('');
if (traffic === null) lines.push('traffic              the trial did not hold, see above');
else {
  const { heapFrom, heapTo, heapPerHour, mostHeapPerHour, rssFrom, rssTo, rssMost, openFrom, openMost, mostOpen } =
    traffic;
  lines.push(
    `traffic              ${traffic.events} events in ${traffic.minutes} simulated minutes`,
    'after warm-up         first    last     most  growth in an hour',
    `heap, MB         ${cell(heapFrom.toFixed(1), 10)}${cell(heapTo.toFixed(1), 8)}${cell('', 9)}${cell(heapPerHour.toFixed(2), 19)} (bound ${mostHeapPerHour})`,
    `resident, MB     ${cell(rssFrom.toFixed(0), 10)}${cell(rssTo.toFixed(0), 8)}${cell(rssMost.toFixed(0), 9)}`,
    `open resources   ${cell(openFrom, 10)}${cell('', 8)}${cell(openMost, 9)}${cell('', 19)} (bound ${mostOpen})`,
  );
}
process.stdout.write(`${lines.join('\n')}\n`);
rmSync(results, { recursive: true, force: true });
process.exit(killsHeld && trafficHeld ? 0 : 1);

function cell(value, width) {
  return String(value).padStart(width);
}

function minutes(ms) {
  return (ms / 60_000).toFixed(1);
}
