import type { BotCommand } from 'telegraf/types';
import type { Clock, EpochMs } from '../../lib/clock.ts';
import type { MenuCommand } from '../../presentation/types.ts';
import type { PublicMenu } from '../channel.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { TelegramApi } from './api.ts';
import { loggable } from './back-off.ts';

const CALL_MS = 20_000;

/** The public menus that are still to be set; a platform that is down does not make them forgotten. */
export interface Menus {
  want(menus: readonly PublicMenu[]): void;
  /** Sets what is outstanding and keeps the rest for the next call; never rejects. */
  flush(signal: AbortSignal): Promise<void>;
}

/** Commands in the platform's form. */
export function botCommands(commands: readonly MenuCommand[]): BotCommand[] {
  return commands.map(({ command, description }) => ({ command, description }));
}

/** Menus over `api`, tried again at the next flush, not before a flood has passed. */
export function createMenus(api: TelegramApi, clock: Clock, log: ChannelLog): Menus {
  let outstanding: readonly PublicMenu[] = [];
  let notBefore: EpochMs = 0;
  let busy = false;

  async function setOne(menu: PublicMenu, signal: AbortSignal): Promise<boolean> {
    const scope = { type: menu.scope === 'group' ? 'all_group_chats' : 'all_private_chats' } as const;
    const payload = { commands: botCommands(menu.commands), scope };
    const language = menu.languageCode === '' ? {} : { language_code: menu.languageCode };
    const done = await api.call('setMyCommands', { ...payload, ...language }, { ms: CALL_MS, signal });
    if (done.ok) return true;
    log.warn({ ...loggable(done.error), scope: scope.type }, 'telegram: a command menu was not set');
    if (done.error.kind === 'flood') notBefore = clock.now() + done.error.retryAfterMs;
    // What is wrong now is wrong next time.
    return done.error.kind === 'refused';
  }

  return {
    want(menus) {
      outstanding = menus;
    },
    async flush(signal) {
      if (busy || clock.now() < notBefore) return;
      busy = true;
      try {
        for (const menu of outstanding) {
          if (signal.aborted || !(await setOne(menu, signal))) return;
          outstanding = outstanding.filter((other) => other !== menu);
        }
      } finally {
        busy = false;
      }
    },
  };
}
