import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { showAtWork } from '../../src/runtime/typing.ts';
import { manualTimers } from '../support/manual-timers.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';

function bench(typing?: Channel['typing']) {
  const timers = manualTimers();
  const { channel } = scriptedChannel();
  return { timers, end: showAtWork(typing === undefined ? channel : { ...channel, typing }, 'c1', timers) };
}

describe('the sign that the bot is writing', () => {
  it('comes after a second, again every four, and ends with the work', async () => {
    const shown: string[] = [];
    const { timers, end } = bench(async (chatId) => void shown.push(chatId));
    expect(timers.set).toEqual([1_000]);
    timers.fire();
    timers.fire();
    expect(shown).toEqual(['c1', 'c1']);
    expect(timers.set).toEqual([4_000]);
    end();
    expect(timers.set).toEqual([]);
  });

  it('does not come for what is done at once', () => {
    const { timers, end } = bench(() => Promise.reject(new Error('not called')));
    end();
    expect(timers.set).toEqual([]);
  });

  it('may fail', async () => {
    const { timers, end } = bench(() => Promise.reject(new Error('no such chat')));
    timers.fire();
    await Promise.resolve();
    end();
  });

  it('is left out where a channel has none', () => {
    const { timers, end } = bench();
    timers.fire();
    end();
  });
});
