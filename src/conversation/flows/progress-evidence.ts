import type { EvidenceKept } from '../../app/job-request.ts';
import { attachLink, looksLikeLink, mayAttach, removeEvidence } from '../../app/review-evidence.ts';
import { REPORT_LIMITS } from '../../domain/review-content.ts';
import { MINUTE } from '../../lib/clock.ts';
import { fold } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move, refresh, rewind } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { enqueue } from './enqueue.ts';
import { itemOf, nextItem, type ProgressState, type ProgressStep } from './progress-state.ts';

/** A file that has not come in this time will not: nobody has to wait for it any longer. */
const LONGEST_WAIT_MS = 5 * MINUTE;

const EXAMPLE = say('progress.evidence.example');

function waiting(context: MemberContext, state: ProgressState): boolean {
  if (context.now - state.sentAt > LONGEST_WAIT_MS) return false;
  return state.jobs.some((job) => context.store.jobs.result(job) === null);
}

// Written by the job of this very number and never by anybody else.
function outcomeOf(context: MemberContext, job: number): readonly Say[] {
  const done = context.store.jobs.result(job);
  if (done === null) return [];
  if (done.state === 'failed') return [say('error.file_unreadable')];
  const kept = done.result as EvidenceKept;
  return [say(kept.text as TextKey, kept.params)];
}

/** Photos, documents, links; as many as fit, one message each. */
export const evidenceStep: ProgressStep = {
  help: 'help.progress.evidence',
  ask(context, state) {
    const { number, text, evidence } = itemOf(context, state);
    const [job] = state.jobs;
    const pieces = evidence.map((piece, index) =>
      say('progress.evidence.piece', { number: index + 1, name: piece.kind === 'file' ? piece.name : piece.url }),
    );
    return {
      say: [
        say('progress.evidence.ask', { number, text, most: REPORT_LIMITS.evidencePerItem }),
        ...pieces,
        ...(waiting(context, state)
          ? [say('progress.evidence.keeping')]
          : state.jobs.flatMap((id) => outcomeOf(context, id))),
      ],
      choices: [
        { id: 'done', label: say(evidence.length === 0 ? 'progress.evidence.none' : 'choice.done') },
        ...(evidence.length === 0 ? [] : [{ id: 'remove', label: say('progress.evidence.remove') }]),
      ],
      accepts: 'text_or_file',
      fileKinds: 'evidence',
      example: EXAMPLE,
      ...(job === undefined ? {} : { awaitsJob: job }),
    };
  },
  answer(context, state, answer) {
    const { key } = itemOf(context, state);
    if (answer.kind === 'job') {
      const jobs = state.jobs.filter((job) => job !== answer.jobId);
      return refresh('evidence', { ...state, jobs }, outcomeOf(context, answer.jobId));
    }
    if (answer.kind === 'file') {
      const allowed = mayAttach(context, context.person, state.reportId, key);
      if (!allowed.ok) return again(say(`error.${allowed.error}`));
      const { ref, name, sizeBytes } = answer.file;
      const { reportId } = state;
      const job = enqueue(context, { kind: 'keep_evidence', ref, name, sizeBytes, reportId, key });
      return refresh('evidence', { ...state, jobs: [...state.jobs, job], sentAt: context.now });
    }
    if (answer.kind === 'text') return typed(context, state, answer.text);
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'remove') return go('evidence_remove', state);
    return id === 'done' ? done(context, state) : again(say('dialogue.not_understood'));
  },
};

// «Xong» ends this step everywhere, also where the choice is called «không có minh chứng».
function typed(context: MemberContext, state: ProgressState, text: string): Move<ProgressState> {
  if (fold(text) === fold(context.plain(say('choice.done')))) return done(context, state);
  if (!looksLikeLink(text)) {
    return again(say('dialogue.not_understood'), say('dialogue.example', { example: EXAMPLE }));
  }
  const attached = attachLink(context, context.person, state.reportId, itemOf(context, state).key, text);
  if (!attached.ok) return again(say(`error.${attached.error}`));
  return refresh('evidence', state, [say('progress.evidence.link_added')]);
}

function done(context: MemberContext, state: ProgressState): Move<ProgressState> {
  return waiting(context, state) ? again(say('progress.evidence.wait')) : nextItem(context, state);
}

/** Which piece is taken away. */
export const evidenceRemoveStep: ProgressStep = {
  help: 'help.progress.evidence',
  ask(context, state) {
    const { evidence } = itemOf(context, state);
    return {
      say: [say('progress.evidence.remove_ask')],
      choices: [
        ...evidence.map((piece, index) => ({
          id: `piece:${index}`,
          label: say('text', { text: piece.kind === 'file' ? piece.name : piece.url }),
        })),
        { id: 'back', label: say('choice.back') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'back') return rewind('evidence', state);
    const [, place] = /^piece:(\d+)$/.exec(id) ?? [];
    if (place === undefined) return again(say('dialogue.not_understood'));
    removeEvidence(context, state.reportId, itemOf(context, state).key, Number(place));
    return rewind('evidence', state, [say('progress.evidence.removed')]);
  },
};
