import type { ReportState } from '../domain/review.ts';
import { type PledgeChanges, promisedFigure, type ReportContent, type ReportItem } from '../domain/review-content.ts';
import { type Say, say } from './text-key.ts';
import { commaList } from './wording.ts';

// Reports as texts to say.

/** Name of a round: `báo cáo sơ kết 6 tháng`. */
export function roundSay(round: 'preliminary' | 'final'): Say {
  return say(`review.round.${round}`);
}

/** Name of a round at the beginning of a line. */
export function roundHeading(round: 'preliminary' | 'final'): Say {
  return say(`review.heading.${round}`);
}

/** State of a report, or that it is being written. */
export function reportStateSay(state: ReportState): Say {
  return say(`report.state.${state}`);
}

/** What is reported on one promise: status, figure, note, evidence. */
function itemLines(item: ReportItem, number: number): readonly Say[] {
  const { text, status, figure, note, evidence } = item;
  const lines: Say[] = [
    say('report.line.item', { number, text }),
    say('report.line.status', { status: status === null ? say('report.unanswered') : say(`report.status.${status}`) }),
  ];
  if (figure !== null) lines.push(figureSay(figure, text));
  if (note !== null && note !== '')
    lines.push(...note.split('\n').map((part) => say('report.line.note', { note: part })));
  if (evidence.length > 0) {
    const pieces = evidence.map((piece) => (piece.kind === 'file' ? piece.name : piece.url));
    lines.push(say('report.line.evidence', { count: evidence.length, pieces: commaList(pieces) }));
  }
  return lines;
}

function figureSay(figure: string, text: string): Say {
  const promised = promisedFigure(text);
  const reached = Number(figure);
  if (promised === null) return say('report.line.figure_alone', { figure: reached });
  return say('report.line.figure', { figure: reached, unit: promised.unit, promised: Number(promised.figure) });
}

/** All items of a report. */
export function reportLines(content: ReportContent): readonly Say[] {
  return content.items.flatMap((item, index) => itemLines(item, index + 1));
}

/** What an amended pledge changed in the report; nothing where it changed nothing. */
export function changeLines({ added, removed, reworded }: PledgeChanges): readonly Say[] {
  if (added.length + removed.length + reworded.length === 0) return [];
  return [
    say('report.changed'),
    ...added.map((text) => say('report.changed.added', { text })),
    ...removed.map((text) => say('report.changed.removed', { text })),
    ...reworded.map((text) => say('report.changed.reworded', { text })),
  ];
}
