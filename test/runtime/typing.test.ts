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

describe('how far the work is', () => {
  const edits = () => {
    const timers = manualTimers();
    const { channel } = scriptedChannel();
    const sent: (string | undefined)[] = [];
    const typed: string[] = [];
    const can = { ...channel.capabilities, edits: true };
    const told: Channel = {
      ...channel,
      capabilities: can,
      async send(_chat, message) {
        if (message.type === 'text') sent.push(`${message.editMessageId}: ${message.text}`);
        return { kind: 'sent', messageId: null };
      },
      typing: async (chatId) => void typed.push(chatId),
    };
    return { timers, told, sent, typed };
  };

  it('is written into the message that said that it began, once for each change', () => {
    const { timers, told, sent, typed } = edits();
    let percent = 10;
    const end = showAtWork(told, 'c1', timers, () => ({ text: `${percent} %`, messageId: 'm7' }));
    timers.fire();
    timers.fire();
    percent = 60;
    timers.fire();
    end();
    expect([sent, typed, timers.set]).toEqual([['m7: 10 %', 'm7: 60 %'], [], []]);
  });

  it('is no more than the sign of writing while it is not known, or where nothing can be edited', () => {
    const { timers, told, sent, typed } = edits();
    const end = showAtWork(told, 'c1', timers, () => null);
    timers.fire();
    end();
    const plain = { ...told, capabilities: { ...told.capabilities, edits: false } };
    const endPlain = showAtWork(plain, 'c1', timers, () => ({ text: '10 %', messageId: 'm7' }));
    timers.fire();
    endPlain();
    expect([sent, typed]).toEqual([[], ['c1', 'c1']]);
  });
});
