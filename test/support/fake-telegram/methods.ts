import { ApiError } from './api-error.ts';
import { botMethods } from './methods-bot.ts';
import { messageMethods } from './methods-messages.ts';
import { updateMethods } from './methods-updates.ts';
import type { Params } from './params.ts';
import type { World } from './world.ts';

/** Bot API methods by name; `gone` aborts when the caller hangs up. Throws `ApiError`. */
export type Methods = Readonly<
  Record<string, (world: World, params: Params, gone: AbortSignal) => unknown | Promise<unknown>>
>;

const METHODS = new Map(Object.entries({ ...botMethods, ...messageMethods, ...updateMethods }));

/** Carries a call out. Method names are not case-sensitive on the real server; telegraf writes them exactly. */
export async function callMethod(world: World, method: string, params: Params, gone: AbortSignal): Promise<unknown> {
  const act = METHODS.get(method);
  if (act === undefined) throw new ApiError(404, 'Not Found: method not found');
  return act(world, params, gone);
}
