import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDrawingRoom } from '../../../src/reports/charts/drawing-room.ts';
import type { Sheet } from '../../../src/reports/charts/sheet.ts';
import { manualTimers } from '../../support/manual-timers.ts';

const SHEET: Sheet = {
  kind: 'targets',
  heading: { title: '', agency: '', date: '' },
  gauges: [],
  note: '',
};

/** A process that tells its number instead of a width. */
const HONEST = `process.on('message', () => process.send({ png: new Uint8Array(1), width: process.pid, height: 1 }));`;

function room(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-drawing-'));
  const workerFile = join(folder, 'worker.mjs');
  writeFileSync(workerFile, `${script}`);
  const timers = manualTimers();
  const opened = createDrawingRoom({ workerFile, timers });
  onTestFinished(async () => {
    await opened.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...opened, timers };
}

describe('the drawing room', () => {
  it('draws one after another in one process', async () => {
    const { draw } = room(HONEST);
    const [first, second] = await Promise.all([draw(SHEET), draw(SHEET)]);
    expect(first).toMatchObject({ ok: true, value: { height: 1 } });
    expect(second).toEqual(first);
  });

  it('lets the process go when nothing has been asked for in a while, and makes another', async () => {
    const { draw, timers } = room(HONEST);
    const first = await draw(SHEET);
    timers.fire();
    const second = await draw(SHEET);
    expect(second.ok).toBe(true);
    expect(second).not.toEqual(first);
  });

  it.each([
    ['throws', `process.on('message', () => { throw new Error('no picture'); });`],
    ['ends', `process.on('message', () => process.exit(3));`],
    ['does not even begin', `throw new Error('no thread');`],
    [
      'runs out of memory',
      `process.on('message', () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); });`,
    ],
  ])('says that a process failed that %s, and goes on', async (_how, script) => {
    const { draw } = room(script);
    expect(await draw(SHEET)).toEqual({ ok: false, error: 'picture_failed' });
    expect(await draw(SHEET)).toEqual({ ok: false, error: 'picture_failed' });
  });

  it('says so where there is no such file', async () => {
    const { draw } = createDrawingRoom({ workerFile: join(tmpdir(), 'thidua-nowhere.mjs'), timers: manualTimers() });
    expect(await draw(SHEET)).toEqual({ ok: false, error: 'picture_failed' });
  });

  it('waits for nobody for ever, and lets the next one have a process of its own', async () => {
    const { draw, timers } = room(`process.on('message', () => {});`);
    const late = draw(SHEET);
    const next = draw(SHEET);
    timers.fire();
    expect(await late).toEqual({ ok: false, error: 'picture_timeout' });
    timers.fire();
    expect(await next).toEqual({ ok: false, error: 'picture_timeout' });
  });

  it('takes eight at most, and refuses the ninth at once', async () => {
    const { draw, stop } = room(`process.on('message', () => {});`);
    const waiting = Array.from({ length: 8 }, () => draw(SHEET));
    expect(await draw(SHEET)).toEqual({ ok: false, error: 'picture_busy' });
    await stop();
    expect(new Set((await Promise.all(waiting)).map((one) => (one.ok ? '' : one.error)))).toEqual(
      new Set(['picture_failed']),
    );
  });
});
