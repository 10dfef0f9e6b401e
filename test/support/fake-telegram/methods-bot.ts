import { badRequest } from './api-error.ts';
import type { Methods } from './methods.ts';
import { flagParam, integerParam, jsonParam, type Params, textParam } from './params.ts';
import type { World } from './world.ts';

const MAX_COMMANDS = 100;

interface Scope {
  readonly type: string;
  readonly chat_id?: number | string;
}

type Command = { readonly command: string; readonly description: string };

/** Methods about the bot itself: who it is, its menus, its webhook. */
export const botMethods: Methods = {
  getMe: (world) => ({ ...world.me, can_join_groups: true, can_read_all_group_messages: false }),

  setMyCommands(world, params) {
    const commands = jsonParam<readonly Command[]>(params, 'commands') ?? [];
    if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of commands) {
      if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    world.menus.set(menuKey(world, params), commands);
    return true;
  },

  getMyCommands: (world, params) => world.menus.get(menuKey(world, params)) ?? [],

  deleteMyCommands(world, params) {
    world.menus.delete(menuKey(world, params));
    return true;
  },

  setWebhook(world, params) {
    const url = textParam(params, 'url') ?? '';
    if (url !== '' && !/^https:|^http:\/\/127\.0\.0\.1[:/]/.test(url)) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    const secret = textParam(params, 'secret_token') ?? '';
    if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
    world.endPoll('terminated by setWebhook request');
    allowKinds(world, params);
    if (flagParam(params, 'drop_pending_updates')) world.queue.drop();
    Object.assign(world.webhook, { url, secret, lastError: null });
    world.deliver();
    return true;
  },

  deleteWebhook(world, params) {
    if (flagParam(params, 'drop_pending_updates')) world.queue.drop();
    Object.assign(world.webhook, { url: '', secret: '', lastError: null });
    return true;
  },

  getWebhookInfo: ({ webhook, queue }) => ({
    url: webhook.url,
    has_custom_certificate: false,
    pending_update_count: queue.waiting().length,
    ...(webhook.lastError === null
      ? {}
      : {
          last_error_date: Math.floor(webhook.lastError.at / 1_000),
          last_error_message: webhook.lastError.message,
        }),
    ...(queue.allowed() === null ? {} : { allowed_updates: queue.allowed() }),
  }),
};

/** Keeps the kinds of update that a call asks for; a call that names none leaves them as they are. */
export function allowKinds(world: World, params: Params): void {
  const kinds = jsonParam<readonly string[]>(params, 'allowed_updates');
  if (kinds !== null) world.queue.allow(kinds);
}

function menuKey(world: World, params: Params): string {
  const scope = jsonParam<Scope>(params, 'scope') ?? { type: 'default' };
  const language = textParam(params, 'language_code') ?? '';
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('LANGUAGE_CODE_INVALID');
  if (scope.type !== 'chat') return `${scope.type}:${language}`;
  const id = integerParam({ id: scope.chat_id }, 'id');
  if (id === null || world.chats.get(id)?.open !== true) throw badRequest('chat not found');
  return `chat:${id}:${language}`;
}
