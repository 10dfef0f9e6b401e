import type { DigestChanges } from '../../domain/digest/digest.ts';
import { roundHeading } from '../review-wording.ts';
import { sentence } from '../target-wording.ts';
import { type Say, say, type TextKey, type TextParams } from '../text-key.ts';
import { type Detail, someOf } from './detail.ts';

/** What moved since the digest before. */
export function changeLines(since: DigestChanges | null, detail: Detail): readonly Say[] {
  if (since === null) return [];
  const { handedIn, endorsed, accepted, completed, reached, lost } = since;
  const lines = [
    ...movesLine('digest.since.registration', [
      ['digest.since.submitted', handedIn],
      ['digest.since.endorsed', endorsed],
      ['digest.since.accepted', accepted],
    ]),
    ...since.reviews.flatMap(({ round, reported, confirmed }) =>
      movesLine(
        'digest.since.review',
        [
          ['digest.since.reported', reported],
          ['digest.since.confirmed', confirmed],
        ],
        { round: roundHeading(round) },
      ),
    ),
    ...(completed.length === 0 ? [] : [say('digest.since.completed', { divisions: someOf(completed, detail) })]),
    ...(reached.length === 0 ? [] : [say('digest.since.reached', { targets: someOf(reached.map(sentence), detail) })]),
    ...(lost.length === 0 ? [] : [say('digest.since.lost', { targets: someOf(lost.map(sentence), detail) })]),
    ...movesLine('digest.since.exemplars', [
      ['digest.since.proposed', since.exemplarsProposed],
      ['digest.since.listed', since.exemplarsListed],
    ]),
  ];
  const heading = say('digest.since', { date: { as: 'day', date: since.at } });
  return [heading, ...(lines.length === 0 ? [say('digest.since.nothing')] : lines)];
}

type Moves = readonly (readonly [TextKey, number])[];

// What did not move is not worth a word.
function movesLine(key: TextKey, moves: Moves, params: TextParams = {}): readonly Say[] {
  const list = moves.filter(([, count]) => count !== 0).map(([move, count]) => say(move, { count: signed(count) }));
  return list.length === 0 ? [] : [say(key, { ...params, moves: { list, join: 'comma' } })];
}

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count);
}
