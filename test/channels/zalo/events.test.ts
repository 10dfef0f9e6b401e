import { describe, expect, it } from 'vitest';
import { type BotIdentity, toInbound } from '../../../src/channels/zalo/event.ts';
import { readUpdate } from '../../../src/channels/zalo/results.ts';
import { START, textEvent } from './setup.ts';

const BOT: BotIdentity = { id: '3735928559', names: ['Bot Thi Đua', 'bot.3456'] };

function event(name: string, message: object, bot = BOT) {
  const base = { ...textEvent('').message, text: undefined };
  const update = readUpdate({ event_name: name, message: { ...base, ...message } });
  return update === null ? null : toInbound(update, bot, START);
}

const body = (name: string, message: object) => event(name, message)?.body;

describe('an event of Zalo', () => {
  it('becomes an inbound event, keyed by bot, chat and message', () => {
    expect(event('message.text.received', { text: 'Xin chào' })).toEqual({
      channel: 'zalo',
      eventKey: '3735928559:a1b2c3d4e5f60718293a:m1a2b3c4d5e6f7081920',
      at: 1_644_022_800_455,
      chat: { id: 'a1b2c3d4e5f60718293a', kind: 'private' },
      from: { id: 'a1b2c3d4e5f60718293a', displayName: 'Lan' },
      binding: true,
      body: { kind: 'text', text: 'Xin chào' },
    });
  });

  it('has another key under another bot', () => {
    const own = event('message.text.received', { text: 'x' })?.eventKey;
    const others = event('message.text.received', { text: 'x' }, { id: '99', names: [] })?.eventKey;
    expect(own).not.toBe(others);
  });

  it('without a time happens now, without a name has none, and numbers may be ids', () => {
    const bare = { message_id: 12, chat: { id: 7 }, from: { id: 7 }, date: 'soon', text: 'x' };
    expect(event('message.text.received', bare)).toMatchObject({
      eventKey: '3735928559:7:12',
      at: START,
      chat: { id: '7', kind: 'private' },
      from: { id: '7', displayName: '' },
    });
  });

  it('from a bot binds nobody', () => {
    const from = { id: 'b', is_bot: true, display_name: 'Bot' };
    expect(event('message.text.received', { text: 'x', from })?.binding).toBe(false);
  });

  it.each(['photo_url', 'photo'])('with a picture in %s is a file to fetch from there', (field) => {
    const picture = { [field]: 'https://zdn.vn/p/7.jpg', caption: 'minh chứng' };
    expect(body('message.image.received', picture)).toEqual({
      kind: 'file',
      file: {
        ref: 'photo:https://zdn.vn/p/7.jpg',
        name: 'photo-m1a2b3c4d5e6f7081920.jpg',
        sizeBytes: 0,
        mime: 'image/jpeg',
      },
      caption: 'minh chứng',
    });
    expect(body('message.image.received', { [field]: 'https://zdn.vn/p/7.jpg' })).not.toHaveProperty('caption');
  });

  it.each([
    ['message.sticker.received', { sticker: 'abc', url: 'https://x' }],
    ['message.voice.received', { voice_url: 'https://x' }],
    ['message.unsupported.received', {}],
    ['message.image.received', { photo_url: null }],
    ['message.text.received', { text: null }],
  ])('of kind %s without content of use is unsupported', (name, message) => {
    expect(body(name, message)).toEqual({ kind: 'unsupported' });
  });

  it.each(['bot.joined', 'message.link.received', '', 'toString'])('named «%s» is none', (name) => {
    expect(event(name, { text: 'x' })).toBeNull();
  });

  it('of a group is a group, also where the kind is unknown or missing', () => {
    const group = (chat: object) => event('message.text.received', { text: 'x', chat })?.chat;
    expect(group({ id: 'zgr-1', chat_type: 'GROUP' })).toEqual({ id: 'zgr-1', kind: 'group' });
    expect(group({ id: 'zgr-1', chat_type: 'COMMUNITY' })?.kind).toBe('group');
    expect(group({ id: 'zgr-1' })?.kind).toBe('group');
    expect(group({ id: 'a1b2c3d4e5f60718293a', chat_type: 'private' })?.kind).toBe('private');
  });

  it('of a group loses the mention of the bot; a private text keeps what it says', () => {
    const chat = { id: 'zgr-1', chat_type: 'GROUP' };
    const text = '@Bot Thi Đua /nhomlanhdao';
    expect(body('message.text.received', { text, chat })).toEqual({ kind: 'text', text: '/nhomlanhdao' });
    expect(body('message.text.received', { text })).toEqual({ kind: 'text', text });
  });
});
