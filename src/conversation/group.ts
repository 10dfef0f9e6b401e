import { claimLeadershipGroup, clearLeadershipGroup, leadershipGroup } from '../app/leadership-group.ts';
import { fold } from '../lib/vietnamese.ts';
import { type Command, parseSlash } from './commands.ts';
import type { Context } from './context.ts';
import { channelSay, type Say, say, type TextKey } from './text-key.ts';
import type { InboundBody, Reply } from './types.ts';

/** The one command that a group has. */
const GROUP_COMMAND = 'nhomlanhdao';
/** `/nhomlanhdao ABCD-2345`, or the words, as they are typed where there is no slash. */
const GROUP_COMMAND_LINE = /^\/?nhom ?lanh ?dao(?:\s+(\S.*))?$/;

/**
 * What the bot says in a group: personal matters stay in private chats, so it answers only commands. `binding` is false
 * when the platform does not say who speaks; such a person needs the secretary's code.
 */
export function converseInGroup(
  context: Context,
  body: InboundBody,
  binding: boolean,
  commands: readonly Command[],
): readonly Reply[] {
  if (body.kind === 'group-membership') return body.member ? [] : removed(context);
  if (body.kind !== 'text') return [];
  const [line, code = ''] = GROUP_COMMAND_LINE.exec(fold(body.text)) ?? [];
  if (line !== undefined) return [{ say: claim(context, binding, code) }];
  const command = parseSlash(body.text, commands);
  return command === null ? [] : [{ say: [say('group.private_only')] }];
}

function claim(context: Context, binding: boolean, typedCode: string): readonly Say[] {
  const { channel, chatId } = context.chat;
  const person = binding ? context.person : null;
  const claimed = claimLeadershipGroup(context, { channel, chatId, person, typedCode });
  if (!claimed.ok) return [say(`error.${claimed.error}`, { command: GROUP_COMMAND })];
  const texts = [say('group.leadership.set')];
  if (claimed.value.replaced !== null) texts.push(say('group.leadership.replaced'));
  tellSecretaries(context, 'notice.group_set');
  return texts;
}

// The digest must not be sent into the void: it goes to each leader again, and the secretary knows.
function removed(context: Context): readonly Reply[] {
  const group = leadershipGroup(context);
  if (group?.channel !== context.chat.channel || group.chatId !== context.chat.chatId) return [];
  clearLeadershipGroup(context);
  tellSecretaries(context, 'notice.group_lost');
  return [];
}

function tellSecretaries(context: Context, key: TextKey): void {
  for (const { id } of context.store.members.withRole('secretary')) {
    const channel = channelSay(context.chat.channel);
    context.notify({ to: id, kind: 'group_changed', lane: 'receipt', reply: { say: [say(key, { channel })] } });
  }
}
