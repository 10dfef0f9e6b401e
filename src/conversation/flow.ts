import type { ZodType } from 'zod';
import type { FileKind } from '../domain/file-kind.ts';
import type { MemberContext } from './context.ts';
import type { Say, TextKey } from './text-key.ts';
import type { Choice, CommandChoice, IncomingFile, Reply } from './types.ts';

/** What a step asks. Texts and choices are worked out anew from the state each time it is shown. */
export interface Question {
  readonly say: readonly Say[];
  readonly choices?: readonly Choice[];
  /** What may be answered besides a choice. */
  readonly accepts?: 'text' | 'file' | 'text_or_file';
  /** What sort of file is accepted, for a question that `accepts` one: it says which forms and what size. */
  readonly fileKinds?: FileKind;
  /** Several numbers may be typed at once: `1, 3`. */
  readonly several?: boolean;
  /** Shown when an answer is not understood; without it the choices are example enough. */
  readonly example?: Say;
  /** The answer is a figure: a bare number is it, never a choice's place nor, as 0, the menu. */
  readonly numeric?: boolean;
  readonly askContact?: boolean;
  /** Number of the asynchronous job whose end is awaited; no other job is told to this step. */
  readonly awaitsJob?: number;
}

/** Whether a question may be answered with a text, or with a file. */
export function takes({ accepts }: Question, what: 'text' | 'file'): boolean {
  return accepts === what || accepts === 'text_or_file';
}

export type Answer =
  | { readonly kind: 'choice'; readonly ids: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: IncomingFile }
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'job'; readonly jobId: number };

/** Where an answer leads. */
export type Move<S> =
  | {
      readonly kind: 'go';
      readonly step: string;
      readonly state: S;
      readonly say?: readonly Say[];
      readonly remember?: boolean;
      /** The step was on the way here: going back from it leads to where it led then. */
      readonly rewind?: boolean;
    }
  /** The answer cannot be taken; the question is asked again. */
  | { readonly kind: 'again'; readonly say: readonly Say[] }
  | {
      readonly kind: 'end';
      readonly say: readonly Say[];
      readonly commands?: readonly CommandChoice[];
      readonly file?: NonNullable<Reply['file']>;
    }
  | { readonly kind: 'open'; readonly command: string; readonly args: string };

export interface Step<S, C> {
  ask(context: C, state: S): Question;
  answer(context: C, state: S, answer: Answer): Move<S>;
  readonly help?: TextKey;
  /** Nothing is under way in this step: another command may take over without asking. */
  readonly light?: boolean;
  /** The state one step back within this step, for a step that asks one thing after the other; null at its first. */
  back?(context: C, state: S): S | null;
}

/** What an ephemeral dialogue needs besides. */
export interface Ephemeral<C> {
  /** What answers a button of a dialogue of this flow that is under way no more. */
  forgotten(context: C): Reply;
}

/** A dialogue: named steps over one state that survives restarts. */
export interface FlowDefinition<S, C = MemberContext> {
  readonly name: string;
  /** Raised when the state changes its shape; stored states of other versions are dropped, drafts are not. */
  readonly version: number;
  readonly state: ZodType<S>;
  /** Its state lives in memory only, and what it says is never stored: for ballots and keys. A restart forgets it. */
  readonly ephemeral?: Ephemeral<C>;
  begin(context: C, args: string): Move<S>;
  /** Whether the person may still go on in a step, by who they are now; without it everybody may. */
  allowed?(context: C, state: S, step: string): boolean;
  readonly steps: Readonly<Record<string, Step<S, C>>>;
}

/** A flow with its state type hidden, so that the engine can hold many. */
export interface Flow<C = MemberContext> {
  readonly name: string;
  readonly version: number;
  /** Null where the state survives restarts. */
  readonly ephemeral: Ephemeral<C> | null;
  begin(context: C, args: string): Move<unknown>;
  /** The state as the flow knows it, or null when it cannot be read. */
  read(state: unknown): unknown | null;
  readonly steps: readonly string[];
  allowed(context: C, state: unknown, step: string): boolean;
  ask(context: C, step: string, state: unknown): Question;
  answer(context: C, step: string, state: unknown, answer: Answer): Move<unknown>;
  help(step: string): TextKey | null;
  light(step: string): boolean;
  back(context: C, step: string, state: unknown): unknown | null;
}

/** Hides a flow's state type; the state is validated whenever it comes back from storage. */
export function defineFlow<S, C = MemberContext>(definition: FlowDefinition<S, C>): Flow<C> {
  function stepOf(name: string): Step<S, C> {
    const step = definition.steps[name];
    if (step === undefined) throw new Error(`flow ${definition.name} has no step ${name}`);
    return step;
  }
  return {
    name: definition.name,
    version: definition.version,
    ephemeral: definition.ephemeral ?? null,
    begin: (context, args) => definition.begin(context, args),
    read(state) {
      const parsed = definition.state.safeParse(state);
      return parsed.success ? parsed.data : null;
    },
    steps: Object.keys(definition.steps),
    // The engine passes on only what `read` or a move of this flow returned.
    allowed: (context, state, step) => definition.allowed?.(context, state as S, step) ?? true,
    ask: (context, step, state) => stepOf(step).ask(context, state as S),
    answer: (context, step, state, answer) => stepOf(step).answer(context, state as S, answer),
    help: (step) => stepOf(step).help ?? null,
    light: (step) => stepOf(step).light ?? false,
    back: (context, step, state) => stepOf(step).back?.(context, state as S) ?? null,
  };
}

/** Goes to a step; going back returns to the step one comes from unless `remember` is false. */
export function go<S>(step: string, state: S, say?: readonly Say[]): Move<S> {
  return say === undefined ? { kind: 'go', step, state } : { kind: 'go', step, state, say };
}

/** Shows a step again in another state, without a new place to go back to. */
export function refresh<S>(step: string, state: S, say?: readonly Say[]): Move<S> {
  return { ...go(step, state, say), remember: false } as Move<S>;
}

/** Returns to a step that one came through; the steps since are forgotten. */
export function rewind<S>(step: string, state: S, say?: readonly Say[]): Move<S> {
  return { ...go(step, state, say), rewind: true } as Move<S>;
}

/** Asks again, saying why. */
export function again(...texts: readonly Say[]): Move<never> {
  return { kind: 'again', say: texts };
}

/** Ends the dialogue. */
export function end(texts: readonly Say[], commands?: readonly CommandChoice[]): Move<never> {
  return commands === undefined ? { kind: 'end', say: texts } : { kind: 'end', say: texts, commands };
}
