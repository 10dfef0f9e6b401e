import { describe, expect, it } from 'vitest';
import type { PublicMenu } from '../../../src/channels/channel.ts';
import { setUp } from './setup.ts';

const command = (name: string, description: string) => ({ command: name, description });
const MENUS: readonly PublicMenu[] = [
  { scope: 'private', languageCode: '', commands: [command('dangky', 'Đăng ký thi đua')] },
  { scope: 'private', languageCode: 'en', commands: [command('dangky', 'Register a pledge')] },
  { scope: 'group', languageCode: '', commands: [command('nhomlanhdao', 'Nhóm lãnh đạo')] },
];

describe('public menus', () => {
  it('show to everybody in their own language', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    await channel.publishMenus?.(MENUS);
    const people = ['vi', 'en', 'fr'].map((languageCode, n) => telegram.user(n + 1, { languageCode }));
    const shown = people.map((person) => person.menu()[0]?.description);
    expect(shown).toEqual(['Đăng ký thi đua', 'Register a pledge', 'Đăng ký thi đua']);
    const scopes = telegram.calls('setMyCommands').map(({ params }) => params.scope);
    const inPrivate = { type: 'all_private_chats' };
    expect(scopes).toEqual([inPrivate, inPrivate, { type: 'all_group_chats' }]);
  });

  it('that were wished for before the start are set once the platform is reached', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.publishMenus?.(MENUS);
    expect(telegram.calls()).toEqual([]);
    await channel.start(inbox.receive);
    await telegram.until(() => telegram.calls('setMyCommands').filter(({ outcome }) => outcome === 'ok').length === 3);
  });

  it('that failed are set again later, and those that are set are left alone', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    telegram.faults.strike('setMyCommands', { kind: 'drop-before' });
    await channel.publishMenus?.(MENUS);
    expect(telegram.user(1).menu()).toEqual([]);
    telegram.user(7).send('bất kỳ');
    await telegram.until(() => telegram.user(1).menu().length > 0);
    await telegram.until(() => telegram.calls('setMyCommands').filter(({ outcome }) => outcome === 'ok').length === 3);
    expect(telegram.calls('setMyCommands')).toHaveLength(4);
  });

  it('that Telegram refuses are not tried again', async () => {
    const { telegram, channel, inbox, log } = await setUp();
    await channel.start(inbox.receive);
    await channel.publishMenus?.([{ scope: 'private', languageCode: '', commands: [command('Đăng-Ký', 'x')] }]);
    telegram.user(7).send('bất kỳ');
    await inbox.holds(1);
    await telegram.until(() => telegram.pending().length === 0);
    expect(telegram.calls('setMyCommands')).toHaveLength(1);
    expect(log.lines.some((line) => line.includes('a command menu was not set'))).toBe(true);
  });
});
