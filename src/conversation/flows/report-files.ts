import { evidenceFor, filesAmong } from '../../app/review-evidence.ts';
import type { ReportItem } from '../../domain/review-content.ts';
import type { MemberContext } from '../context.ts';
import { type Answer, again, type Move, type Question } from '../flow.ts';
import { say } from '../text-key.ts';

/** Which kept file to hand over; links stand in the text already. */
export function filesQuestion(items: readonly ReportItem[]): Question {
  return {
    say: [say('report.files.ask')],
    choices: [
      ...filesAmong(items).map((piece) => ({ id: `file:${piece.fileId}`, label: say('text', { text: piece.name }) })),
      { id: 'back', label: say('choice.back') },
    ],
  };
}

/** Hands over the chosen file to whoever is entitled to it now; null for «back». */
export function handOver<S>(context: MemberContext, answer: Answer, command: 'tiendo' | 'pheduyet'): Move<S> | null {
  const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
  if (id === 'back') return null;
  const [, fileId] = /^file:(\d+)$/.exec(id) ?? [];
  const file = fileId === undefined ? null : evidenceFor(context, context.person, Number(fileId));
  if (file === null) return again(say('error.no_evidence'));
  const { storedName, name, mime } = file;
  return {
    kind: 'end',
    say: [say('report.files.sent', { name })],
    commands: [{ command, label: say(`command.${command}.label`) }],
    file: { storedName, name, mime },
  };
}
