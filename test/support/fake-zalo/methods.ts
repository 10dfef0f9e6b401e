import { ApiError } from './api-error.ts';
import { botMethods } from './methods-bot.ts';
import { sendMethods } from './methods-send.ts';
import { updateMethods } from './methods-updates.ts';
import type { Params } from './params.ts';
import type { World } from './world.ts';

/** Methods by name; `gone` aborts when the caller hangs up. Throws `ApiError` or `PageError`. */
export type Methods = Readonly<
  Record<string, (world: World, params: Params, gone: AbortSignal) => unknown | Promise<unknown>>
>;

const METHODS = new Map(Object.entries({ ...botMethods, ...sendMethods, ...updateMethods }));

/** Carries a call out; there are eleven methods and no others. */
export async function callMethod(world: World, method: string, params: Params, gone: AbortSignal): Promise<unknown> {
  const act = METHODS.get(method);
  if (act === undefined) throw new ApiError(404, 'Not Found');
  return act(world, params, gone);
}
