import { Composer, Context, type Telegram } from 'telegraf';
import { message } from 'telegraf/filters';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { Inbound } from '../../conversation/types.ts';
import type { Clock } from '../../lib/clock.ts';
import { membershipEvent } from './membership-event.ts';
import { editedEvent, messageEvent, movedEvent } from './message-event.ts';
import { tapEvent } from './tap-event.ts';

/** What one update comes to. */
interface Routed {
  /** Null when the product has no use for the update. */
  readonly event: Inbound | null;
  /** Id of the callback query to answer once the event is stored. */
  readonly tap: string | null;
}

/** Turns one update into an event; throws on an update that does not have the documented form. */
export type Route = (update: Update) => Promise<Routed>;

interface Collected {
  event: Inbound | null;
  tap: string | null;
}

type RoutingContext = Context & { readonly collected: Collected };

/** Telegraf's router over our kinds of update; every context shares the one client. */
export function createRoute(telegram: Telegram, me: UserFromGetMe, clock: Clock): Route {
  const router = new Composer<RoutingContext>();

  router.on(message('migrate_to_chat_id'), (ctx) => {
    ctx.collected.event = movedEvent(ctx.message, ctx.message.chat.id, ctx.message.migrate_to_chat_id);
  });
  router.on(message('migrate_from_chat_id'), (ctx) => {
    ctx.collected.event = movedEvent(ctx.message, ctx.message.migrate_from_chat_id, ctx.message.chat.id);
  });
  router.on('message', (ctx) => {
    ctx.collected.event = messageEvent(ctx.message, me);
  });
  router.on('edited_message', (ctx) => {
    ctx.collected.event = editedEvent(ctx.editedMessage, me);
  });
  router.on('callback_query', (ctx) => {
    ctx.collected.tap = ctx.callbackQuery.id;
    ctx.collected.event = tapEvent(ctx.callbackQuery, clock.now());
  });
  router.on('my_chat_member', (ctx) => {
    ctx.collected.event = membershipEvent(ctx.myChatMember);
  });

  const handle = router.middleware();
  return async (update) => {
    const collected: Collected = { event: null, tap: null };
    const context = Object.assign(new Context(update, telegram, me), { collected });
    await handle(context, () => Promise.resolve());
    return collected;
  };
}
