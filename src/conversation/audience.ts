import type { Dialogues } from '../app/delivery-ports.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { type Dialogue, loadDialogue, QUESTION_VALIDITY_MS } from './dialogue.ts';
import type { Flow, Question } from './flow.ts';
import { type Say, say } from './text-key.ts';

/** One audience of the conversation: its flows and commands, and where it starts when nothing is under way. */
export interface Script<C extends Context> {
  readonly flows: ReadonlyMap<string, Flow<C>>;
  readonly commands: readonly (Command & { available(context: C): boolean })[];
  /** Flow that meets a text outside any dialogue which is no command. */
  readonly home: string;
  /** Whether leaving a dialogue for a command asks first. */
  readonly asksBeforeSwitching: boolean;
}

/** A flow by its name; the names come from the script itself. */
export function flowNamed<C extends Context>(script: Script<C>, name: string): Flow<C> {
  const flow = script.flows.get(name);
  if (flow === undefined) throw new Error(`no flow ${name}`);
  return flow;
}

/** Where somebody stands; `lost` when they may not go on by who they are now; `ephemeral` also when it is lost. */
export interface Standing {
  readonly current: Dialogue | null;
  readonly lost: boolean;
  readonly ephemeral: boolean;
}

const NOWHERE: Standing = { current: null, lost: false, ephemeral: false };

/** Takes up the stored dialogue; one that this version of the program cannot read any more is as good as none. */
export function standingOf<C extends Context>(
  script: Script<C>,
  dialogues: Dialogues,
  subject: string,
  context: C,
): Standing {
  const stored = loadDialogue(dialogues, subject);
  const flow = stored === null ? undefined : script.flows.get(stored.flow);
  if (stored === null || flow === undefined) return NOWHERE;
  const { checked, ...dialogue } = stored;
  const { ephemeral } = dialogue;
  if (ephemeral && context.now - dialogue.askedAt > QUESTION_VALIDITY_MS) {
    dialogues.clear(subject);
    return NOWHERE;
  }
  const fits = flow.version === stored.version && flow.steps.includes(stored.step);
  const data = !fits ? null : checked ? stored.data : flow.read(stored.data);
  if (data === null) return NOWHERE;
  if (!flow.allowed(context, data, stored.step)) return { current: null, lost: true, ephemeral };
  return { current: { ...dialogue, data }, lost: false, ephemeral };
}

/** What is asked where somebody stands: the step's question, or whether to leave it for the command that waits. */
export function questionOf<C extends Context>(script: Script<C>, context: C, dialogue: Dialogue): Question {
  if (dialogue.pending === null) return flowNamed(script, dialogue.flow).ask(context, dialogue.step, dialogue.data);
  return {
    say: [
      say(dialogue.ephemeral ? 'dialogue.switch_ephemeral' : 'dialogue.switch', {
        command: commandLabel(script, dialogue.pending.command),
      }),
    ],
    choices: [
      { id: 'stay', label: say('dialogue.switch.stay') },
      { id: 'leave', label: say('dialogue.switch.leave') },
    ],
  };
}

function commandLabel<C extends Context>(script: Script<C>, name: string): Say {
  return say(script.commands.find((command) => command.name === name)?.label ?? 'command.menu.label');
}

/** The way back after a move from one step to another. */
export function trailAfter(
  dialogue: Dialogue,
  move: { readonly step: string; readonly remember?: boolean; readonly rewind?: boolean },
): readonly string[] {
  const { trail, step } = dialogue;
  if (move.rewind === true) {
    const place = trail.lastIndexOf(move.step);
    return place < 0 ? trail : trail.slice(0, place);
  }
  return step === '' || move.remember === false || move.step === step ? trail : [...trail, step];
}
