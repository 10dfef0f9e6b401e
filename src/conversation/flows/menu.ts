import * as z from 'zod';
import { normaliseInviteCode } from '../../domain/invite-code.ts';
import type { Command } from '../commands.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, type Flow, go } from '../flow.ts';
import { say } from '../text-key.ts';

/** What this person can do now, most urgent first. */
export function createMenuFlow(commands: () => readonly Command[]): Flow {
  function offered(context: MemberContext): readonly Command[] {
    return commands()
      .filter((command) => command.unlisted !== true && command.available(context))
      .filter((command) => command.inSeason?.(context) ?? true)
      .map((command, place) => ({ command, place, urgency: command.urgency(context) }))
      .sort((left, right) => right.urgency - left.urgency || left.place - right.place)
      .map(({ command }) => command);
  }
  return defineFlow<Record<string, never>>({
    name: 'menu',
    version: 1,
    state: z.object({}).transform(() => ({})),
    begin: (_context, args) => go('pick', {}, normaliseInviteCode(args) === null ? undefined : [say('link.already')]),
    steps: {
      pick: {
        help: 'help.general',
        ask: (context) => ({
          say: [say('menu.ask', { name: context.person.fullName })],
          choices: offered(context).map((command) => {
            const badge = command.badge?.(context) ?? null;
            const label = say(command.label);
            return { id: command.name, label: badge === null ? label : say('menu.badge', { label, badge }) };
          }),
        }),
        answer(_context, _state, answer) {
          const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
          return id === undefined ? again(say('dialogue.not_understood')) : { kind: 'open', command: id, args: '' };
        },
      },
    },
  });
}
