import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Markup, Scenes, session, Telegraf, Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import { accountOf } from './office.ts';
import { ANSWERS, registrationOf } from './registration.ts';
import { type Contender, measured, type Slice } from './rounds.ts';

type WizardContext = Scenes.WizardContext;

interface Collected {
  answers: string[];
}

/** What a reply says; about as long as the product's shorter questions. */
const QUESTION = 'Đồng chí chọn nội dung đăng ký thi đua dưới đây, rồi bấm Xong khi đã chọn đủ.';
const KEYBOARD = Markup.inlineKeyboard([
  [Markup.button.callback('Lao động tiên tiến', 'a'), Markup.button.callback('Chiến sĩ thi đua cơ sở', 'b')],
  [Markup.button.callback('Xong', 'done')],
]);

/**
 * How a telegraf bot is usually written: a wizard scene with as many steps as the registration dialogue has answers, a
 * session store that keeps JSON in SQLite, and one insert at the end. Updates of a batch run side by side, as
 * telegraf's own polling runs them. The network is taken away: every API call is granted at once.
 */
export function createWizard(folder: string): Contender {
  const sqlite = new Sqlite(join(folder, 'wizard.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON']) {
    sqlite.pragma(pragma);
  }
  sqlite.exec(`CREATE TABLE session (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE registration (id INTEGER PRIMARY KEY, account_id TEXT NOT NULL, content TEXT NOT NULL, at INTEGER NOT NULL)`);
  const read = sqlite.prepare<[string]>('SELECT value FROM session WHERE key = ?').pluck();
  const write = sqlite.prepare(
    'INSERT INTO session VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = sqlite.prepare('DELETE FROM session WHERE key = ?');
  const register = sqlite.prepare('INSERT INTO registration (account_id, content, at) VALUES (?, ?, ?)');

  const bot = new Telegraf<WizardContext>('1:bench');
  bot.botInfo = { id: 1, is_bot: true, first_name: 'Thi đua', username: 'thidua_bot' } as typeof bot.botInfo & object;
  const questions = Array.from({ length: ANSWERS - 1 }, (_, index) => async (ctx: WizardContext) => {
    await note(ctx, index);
    await ctx.reply(QUESTION, KEYBOARD);
    return ctx.wizard.next();
  });
  const last = async (ctx: WizardContext) => {
    await note(ctx, ANSWERS - 1);
    register.run(String(ctx.from?.id), JSON.stringify((ctx.wizard.state as Collected).answers), Date.now());
    await ctx.reply(QUESTION);
    return ctx.scene.leave();
  };
  const stage = new Scenes.Stage<WizardContext>([new Scenes.WizardScene('register', ...questions, last)]);
  bot.use(
    session({
      store: {
        get: (key) => {
          const stored = read.get(key);
          return stored === undefined ? undefined : JSON.parse(String(stored));
        },
        set: (key, value) => write.run(key, JSON.stringify(value)),
        delete: (key) => remove.run(key),
      },
    }),
  );
  bot.use(stage.middleware());
  bot.command('dangky', (ctx) => ctx.scene.enter('register'));

  let updates = 0;
  function update(person: number, step: number): Update {
    updates += 1;
    const id = Number(accountOf(person));
    const from = { id, is_bot: false, first_name: 'Nguyễn Thị Minh Ánh', language_code: 'vi' };
    const chat = { id, type: 'private' as const, first_name: from.first_name };
    const answer = registrationOf(person)[step];
    const message = { message_id: updates, date: Math.floor(Date.now() / 1_000), chat, from };
    if (answer === undefined) throw new Error(`no answer ${step}`);
    if ('text' in answer) {
      const entities = step === 0 ? [{ type: 'bot_command' as const, offset: 0, length: answer.text.length }] : [];
      return { update_id: updates, message: { ...message, text: answer.text, entities } };
    }
    const query = { id: String(updates), from, chat_instance: '1', data: answer.tap };
    return { update_id: updates, callback_query: { ...query, message: { ...message, text: QUESTION } } } as Update;
  }

  return {
    name: 'wizard',
    async take({ people, step }: Slice) {
      const batch = people.map((person) => update(person, step));
      const restore = withoutNetwork();
      const cost = await measured(() => Promise.all(batch.map((one) => bot.handleUpdate(one))));
      restore();
      return cost;
    },
    check: () => Number(sqlite.prepare('SELECT count(*) FROM registration').pluck().get()),
  };
}

async function note(ctx: WizardContext, step: number): Promise<void> {
  const state = ctx.wizard.state as Partial<Collected>;
  const said = ctx.callbackQuery !== undefined && 'data' in ctx.callbackQuery ? ctx.callbackQuery.data : ctx.text;
  state.answers = [...(state.answers ?? []), `${step}:${said ?? ''}`];
  if (ctx.callbackQuery !== undefined) await ctx.answerCbQuery();
}

// telegraf makes a client of its own for every update, so the calls are taken away where all clients have them.
function withoutNetwork(): () => void {
  const prototype = Telegram.prototype as { callApi: (...args: never[]) => Promise<unknown> };
  const original = Object.getOwnPropertyDescriptor(prototype, 'callApi');
  prototype.callApi = async () => ({ message_id: 1 });
  return () => {
    if (original === undefined) Reflect.deleteProperty(prototype, 'callApi');
    else Object.defineProperty(prototype, 'callApi', original);
  };
}
