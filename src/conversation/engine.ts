import type { Dialogues } from '../app/delivery-ports.ts';
import { flowNamed, questionOf, type Script, standingOf, trailAfter } from './audience.ts';
import { isCommand, type Typed } from './commands.ts';
import type { Context } from './context.ts';
import { type Dialogue, isElsewhere, saveDialogue } from './dialogue.ts';
import { type Answer, type Move, takes } from './flow.ts';
import { isButtonOf, newPromptToken, tappedChoice } from './prompt-token.ts';
import { readableText } from './readable-text.ts';
import { type Say, say } from './text-key.ts';
import type { InboundBody, Reply } from './types.ts';
import { notUnderstood, understand } from './understand.ts';

/** Handles one event of one person and returns what to answer; all state goes through `dialogues`. */
export function converse<C extends Context>(
  script: Script<C>,
  dialogues: Dialogues,
  subject: string,
  context: C,
  body: InboundBody,
): readonly Reply[] {
  return createRun(script, dialogues, subject, context, body)();
}

function createRun<C extends Context>(
  script: Script<C>,
  dialogues: Dialogues,
  subject: string,
  context: C,
  body: InboundBody,
): () => readonly Reply[] {
  const { current, lost, ephemeral: wasEphemeral } = standingOf(script, dialogues, subject, context);
  const here = `${context.chat.channel}:${context.chat.chatId}`;
  // A tapped choice is edited into what follows it; typed answers append, and so does a command under a notice, which
  // must stay to be read again.
  const mode = body.kind === 'choice' && !body.token.startsWith('/') ? 'replace' : 'append';
  /** Whether the event comes from, or leads to, a dialogue of which nothing may be stored. */
  let ephemeral = wasEphemeral;

  function run(): readonly Reply[] {
    const replies = handled();
    return ephemeral ? replies.map((each) => ({ ...each, ephemeral })) : replies;
  }

  function handled(): readonly Reply[] {
    if (lost && !isCommand(body)) return body.kind === 'job-done' ? [] : home('', [say('error.not_allowed')]);
    switch (body.kind) {
      case 'text':
        return typed(readableText(body.text));
      case 'choice':
        return tapped(readableText(body.token));
      case 'file':
        return offered({ kind: 'file', file: body.file });
      case 'contact':
        return offered({ kind: 'contact', phone: body.phone, own: body.own });
      case 'job-done':
        return jobDone(body.jobId);
      default:
        return current === null ? home('') : show(current, [say('dialogue.unsupported')]);
    }
  }

  function typed(text: string): readonly Reply[] {
    const meaning = understand(script, context, current, here, text);
    switch (meaning.kind) {
      case 'command':
        return act(meaning.typed);
      case 'answer':
        return answer(meaning.dialogue, meaning.answer);
      case 'not_understood':
        return show(meaning.dialogue, notUnderstood(meaning.question));
      case 'unseen': {
        const { dialogue } = meaning;
        if (dialogue.flow === script.home) return show(dialogue, []);
        return show(dialogue, [say(isElsewhere(dialogue, here) ? 'dialogue.elsewhere' : 'dialogue.long_ago')]);
      }
      case 'outside':
        return home(text);
    }
  }

  function tapped(token: string): readonly Reply[] {
    if (token.startsWith('/')) return typed(token);
    const id = current === null ? undefined : tappedChoice(token, current.promptToken, current.shown);
    if (current !== null && id !== undefined) return answer(current, { kind: 'choice', ids: [id] });
    const forgotten = [...script.flows.values()].find(({ name }) => name !== current?.flow && isButtonOf(name, token));
    if (forgotten?.ephemeral) {
      ephemeral = true;
      return [forgotten.ephemeral.forgotten(context)];
    }
    if (current === null) return stale();
    return show(current, [say('dialogue.stale')], 'append');
  }

  // What the old button hangs on may be a receipt: it is not written over.
  function stale(): readonly Reply[] {
    return home('', [say('dialogue.stale')]).map((last) => ({ ...last, mode: 'append' }));
  }

  function offered(given: Answer): readonly Reply[] {
    if (current === null) return home('', given.kind === 'file' ? [say('dialogue.file_unasked')] : []);
    const wanted = current.pending === null ? questionOf(script, context, current) : null;
    const fits = wanted !== null && (given.kind === 'file' ? takes(wanted, 'file') : wanted.askContact === true);
    if (!fits) return show(current, [say(given.kind === 'file' ? 'dialogue.file_unasked' : 'dialogue.unsupported')]);
    return answer(current, given);
  }

  function jobDone(jobId: number): readonly Reply[] {
    // Only the step that waits for this very job hears of it.
    if (current === null || current.pending !== null) return [];
    if (questionOf(script, context, current).awaitsJob !== jobId) return [];
    return answer(current, { kind: 'job', jobId });
  }

  function act(typedCommand: Typed): readonly Reply[] {
    if (typedCommand.kind === 'unknown') {
      // A stranger has no commands yet: the question how to link is answer enough.
      const texts = script.commands.length === 0 ? [] : [say('command.unknown', { name: typedCommand.name })];
      return current === null ? home('', texts) : show(current, texts);
    }
    if (typedCommand.kind === 'command') return openCommand(typedCommand.command.name, typedCommand.args);
    switch (typedCommand.name) {
      case 'huy':
        return cancel();
      case 'quaylai':
        return back();
      case 'trogiup':
        return help();
      case 'menu':
        return current === null || current.flow === script.home ? home('') : leaveFor(script.home, '');
      case 'start':
        if (current === null || (current.flow === script.home && typedCommand.args !== '')) {
          return home(typedCommand.args);
        }
        // Who is in the middle of something is linked already: a code leads nowhere, and is stored in no dialogue.
        return show(current, typedCommand.args === '' ? [] : [say('link.already')]);
    }
  }

  function openCommand(name: string, args: string): readonly Reply[] {
    const command = script.commands.find((candidate) => candidate.name === name);
    if (command === undefined || !command.available(context)) {
      const texts = [say(command?.notFor ?? 'command.not_available', { name })];
      return current === null ? home('', texts) : show(current, texts);
    }
    if (current === null || current.flow === script.home) return begin(command.flow, args, []);
    const flow = flowNamed(script, command.flow);
    // What was chosen in memory is not thrown away by asking for it again.
    const resumes = flow.ephemeral !== null && args === '' && !flowNamed(script, current.flow).light(current.step);
    if (current.flow === command.flow) return resumes ? show(current, []) : begin(command.flow, args, []);
    if (flow.ephemeral !== null && !current.ephemeral) return setAside(current, command.flow, args);
    return command.shows ? showBeside(command.flow, args) : leaveFor(name, args);
  }

  // Its words may be a secret, so they never wait in a stored dialogue for an answer whether to leave it.
  function setAside(left: Dialogue, flow: string, args: string): readonly Reply[] {
    ephemeral = true;
    const move = flowNamed(script, flow).begin(context, args);
    if (move.kind !== 'end') return begun(flow, move, light(left) ? [] : [say('dialogue.set_aside')]);
    return [{ ...reply(move.say, move.commands), mode: 'append' }, ...show(left, [say('dialogue.continue')], 'append')];
  }

  function light({ pending, flow, step }: Dialogue): boolean {
    return pending === null && flowNamed(script, flow).light(step);
  }

  // What only shows something is answered at once, and the question under way is asked again below it.
  function showBeside(flow: string, args: string): readonly Reply[] {
    const move = flowNamed(script, flow).begin(context, args);
    const texts = move.kind === 'end' ? move.say : [];
    if (current === null) return [reply(texts, move.kind === 'end' ? move.commands : undefined)];
    return [{ say: texts, mode: 'append' }, ...show(current, [say('dialogue.continue')], 'append')];
  }

  function leaveFor(command: string, args: string): readonly Reply[] {
    if (current === null || light(current) || !script.asksBeforeSwitching) return follow(command, args, []);
    return ask({ ...current, pending: { command, args } }, [], mode);
  }

  function follow(command: string, args: string, texts: readonly Say[]): readonly Reply[] {
    if (command === script.home) return begin(script.home, args, texts);
    const found = script.commands.find((candidate) => candidate.name === command);
    if (found === undefined || !found.available(context)) {
      return begin(script.home, '', [...texts, say('command.not_available', { name: command })]);
    }
    return begin(found.flow, args, texts);
  }

  function cancel(): readonly Reply[] {
    if (current === null || current.flow === script.home) return home('', [say('dialogue.nothing_to_cancel')]);
    dialogues.clear(subject);
    const text = say(current.ephemeral ? 'dialogue.cancelled_ephemeral' : 'dialogue.cancelled');
    return [reply([text], [{ command: 'menu', label: say('command.menu.label') }])];
  }

  function back(): readonly Reply[] {
    if (current === null) return home('', [say('dialogue.nothing_to_undo')]);
    if (current.pending !== null) return ask({ ...current, pending: null }, [], mode);
    const within = flowNamed(script, current.flow).back(context, current.step, current.data);
    if (within !== null) return ask({ ...current, data: within }, [], mode);
    const previous = current.trail.at(-1);
    if (previous === undefined) return show(current, [say('dialogue.first_step')]);
    return ask({ ...current, step: previous, trail: current.trail.slice(0, -1) }, [], mode);
  }

  function help(): readonly Reply[] {
    if (current === null) return home('', [say('help.general')]);
    const key = flowNamed(script, current.flow).help(current.step);
    return show(current, [key === null ? say('help.general') : say(key), say('help.controls')], 'append');
  }

  function home(args: string, texts: readonly Say[] = []): readonly Reply[] {
    return begin(script.home, args, texts);
  }

  function begin(name: string, args: string, texts: readonly Say[]): readonly Reply[] {
    return begun(name, flowNamed(script, name).begin(context, args), texts);
  }

  function begun(name: string, move: Move<unknown>, texts: readonly Say[]): readonly Reply[] {
    const flow = flowNamed(script, name);
    const start = { flow: name, version: flow.version, step: '', data: null, trail: [], pending: null } as const;
    const inMemory = flow.ephemeral !== null;
    ephemeral ||= inMemory;
    const asked = { promptToken: '', shown: [], askedAt: context.now, askedIn: here, ephemeral: inMemory };
    const replies = apply({ ...start, ...asked }, move, texts);
    // It begins with a message of its own: only a new one can be protected against copying.
    return inMemory && !wasEphemeral ? replies.map((each) => ({ ...each, mode: 'append' })) : replies;
  }

  function answer(dialogue: Dialogue, given: Answer): readonly Reply[] {
    if (dialogue.pending !== null) return switching(dialogue, given);
    return apply(dialogue, flowNamed(script, dialogue.flow).answer(context, dialogue.step, dialogue.data, given), []);
  }

  function switching(dialogue: Dialogue, given: Answer): readonly Reply[] {
    const { pending } = dialogue;
    if (pending === null || given.kind !== 'choice') return show(dialogue, []);
    if (given.ids[0] !== 'leave') return ask({ ...dialogue, pending: null }, [], mode);
    dialogues.clear(subject);
    return follow(pending.command, pending.args, []);
  }

  function apply(dialogue: Dialogue, move: Move<unknown>, texts: readonly Say[]): readonly Reply[] {
    switch (move.kind) {
      case 'go': {
        const trail = trailAfter(dialogue, move);
        const next = { ...dialogue, step: move.step, data: move.state, trail, pending: null };
        return ask(next, [...texts, ...(move.say ?? [])], mode);
      }
      case 'again':
        return show(dialogue, move.say);
      case 'open':
        dialogues.clear(subject);
        return follow(move.command, move.args, texts);
      case 'end': {
        dialogues.clear(subject);
        const last = reply([...texts, ...move.say], move.commands);
        return [move.file === undefined ? last : { ...last, file: move.file, mode: 'append' }];
      }
    }
  }

  function reply(texts: readonly Say[], commands?: Reply['commands']): Reply {
    return commands === undefined ? { say: texts, mode } : { say: texts, mode, commands };
  }

  /** Shows the question again; its choices get a new token, so that what was shown before is stale. */
  function show(dialogue: Dialogue, texts: readonly Say[], how: Reply['mode'] = mode): readonly Reply[] {
    return ask(dialogue, texts, how ?? 'append');
  }

  function ask(dialogue: Dialogue, texts: readonly Say[], how: NonNullable<Reply['mode']>): readonly Reply[] {
    const question = questionOf(script, context, dialogue);
    const choices = question.choices ?? [];
    const promptToken = newPromptToken(context.random, dialogue.ephemeral ? dialogue.flow : null);
    saveDialogue(dialogues, subject, {
      ...dialogue,
      promptToken,
      shown: choices.map((choice) => choice.id),
      askedAt: context.now,
      askedIn: here,
    });
    return [
      {
        say: texts.length === 0 ? question.say : [...texts, say('dialogue.gap'), ...question.say],
        choices,
        promptToken,
        mode: how,
        ...(question.askContact === true ? { askContact: true } : {}),
        ...(question.numeric === true ? { numeric: true } : {}),
        ...(question.fileKinds === undefined ? {} : { wantsFile: question.fileKinds }),
      },
    ];
  }

  return run;
}
