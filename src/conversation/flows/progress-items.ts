import {
  needsNote,
  parseFigure,
  promisedFigure,
  REPORT_LIMITS,
  type ReportItem,
  statusesOf,
} from '../../domain/review-content.ts';
import { fold } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { typedReason, typedText } from '../typed-text.ts';
import { draftOf, itemOf, keep, type ProgressState, type ProgressStep } from './progress-state.ts';

function heading(context: MemberContext, state: ProgressState): Say {
  const { number, text } = itemOf(context, state);
  return say('progress.item', { number, total: draftOf(context, state).items.length, text });
}

/** Where the promise stands. */
export const statusStep: ProgressStep = {
  help: 'help.progress.status',
  ask(context, state) {
    const item = itemOf(context, state);
    const current: readonly Say[] =
      item.status === null ? [] : [say('progress.current', { current: say(`report.status.${item.status}`) })];
    return {
      say: [heading(context, state), ...current, say('progress.status.ask')],
      choices: [
        ...statusesOf(item).map((status) => ({ id: status, label: say(`report.status.${status}`) })),
        ...(item.status === null ? [] : [{ id: 'keep', label: say('progress.keep') }]),
        ...(state.changing || item.number === 1 ? [] : [{ id: 'before', label: say('progress.item_before') }]),
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const item = itemOf(context, state);
    if (id === 'before' && item.number > 1) return rewind('status', { ...state, item: item.number - 2 });
    if (id === 'keep' && item.status !== null) return afterStatus(item, state);
    const status = statusesOf(item).find((candidate) => candidate === id);
    if (status === undefined) return again(say('dialogue.not_understood'));
    keep(context, state, { status });
    return afterStatus(item, state);
  },
};

function afterStatus(item: ReportItem, state: ProgressState): Move<ProgressState> {
  return go(promisedFigure(item.text) === null ? 'note' : 'figure', state);
}

/** The figure reached, where the promise names one. No numbered choices here: a number is the answer. */
export const figureStep: ProgressStep = {
  help: 'help.progress.figure',
  ask(context, state) {
    const item = itemOf(context, state);
    const promised = promisedFigure(item.text);
    const values = { unit: promised?.unit ?? '', promised: Number(promised?.figure ?? 0) };
    return {
      say: [
        heading(context, state),
        ...(item.figure === null ? [] : [say('progress.figure.current', { figure: Number(item.figure), ...values })]),
        say('progress.figure.ask', values),
      ],
      accepts: 'text',
      numeric: true,
      example: say('progress.figure.example'),
    };
  },
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    if (context.words('progress.figure.none_words').includes(fold(answer.text))) {
      keep(context, state, { figure: null });
      return go('note', state);
    }
    const figure = parseFigure(/^([\d.,]+)\s*(?:%|\p{L}[\p{L}\s]*)?$/u.exec(answer.text)?.[1] ?? '');
    if (!figure.ok)
      return again(say(`error.${figure.error}`), say('dialogue.example', { example: say('progress.figure.example') }));
    keep(context, state, { figure: figure.value });
    return go('note', state);
  },
};

/** A few words; a reason where something is late or stuck. */
export const noteStep: ProgressStep = {
  help: 'help.progress.note',
  ask(context, state) {
    const { status, note } = itemOf(context, state);
    const reasoned = needsNote(status);
    const has = note !== null && note !== '';
    return {
      say: [
        heading(context, state),
        ...(has ? [say('progress.current', { current: note })] : []),
        say(reasoned ? 'progress.note.ask_reason' : 'progress.note.ask'),
      ],
      choices: [
        ...(has ? [{ id: 'keep', label: say('progress.keep') }] : []),
        ...(reasoned ? [] : [{ id: 'none', label: say('progress.note.none') }]),
      ],
      accepts: 'text',
      example: say(reasoned ? 'progress.note.example_reason' : 'progress.note.example'),
    };
  },
  answer(context, state, answer) {
    if (answer.kind === 'choice') {
      if (answer.ids[0] === 'none') keep(context, state, { note: '' });
      return go('evidence', state);
    }
    const note = needsNote(itemOf(context, state).status)
      ? typedReason(answer, REPORT_LIMITS.note, say('progress.note.example_reason'))
      : typedText(answer, REPORT_LIMITS.note);
    if (!note.ok) return note.error;
    keep(context, state, { note: note.value });
    return go('evidence', state);
  },
};
