import type { DigestChanges } from '../../domain/digest/digest.ts';
import { roundHeading } from '../review-wording.ts';
import { sentence } from '../target-wording.ts';
import { type Say, say } from '../text-key.ts';
import { type Detail, moved, someOf } from './detail.ts';

/** What moved since the digest before. */
export function changeLines(since: DigestChanges | null, detail: Detail): readonly Say[] {
  if (since === null) return [];
  const { handedIn, endorsed, accepted, exemplarsListed: listed, exemplarsProposed: proposed } = since;
  const lines: Say[] = [];
  if (moved(handedIn, endorsed, accepted)) {
    lines.push(
      say('digest.since.registration', {
        handedIn: signed(handedIn),
        endorsed: signed(endorsed),
        accepted: signed(accepted),
      }),
    );
  }
  for (const { round, reported, confirmed } of since.reviews) {
    if (!moved(reported, confirmed)) continue;
    const params = { round: roundHeading(round), reported: signed(reported), confirmed: signed(confirmed) };
    lines.push(say('digest.since.review', params));
  }
  const { completed, reached, lost } = since;
  if (completed.length > 0) {
    lines.push(say('digest.since.completed', { divisions: someOf(completed, detail) }));
  }
  if (reached.length > 0) {
    lines.push(say('digest.since.reached', { targets: someOf(reached.map(sentence), detail) }));
  }
  if (lost.length > 0) {
    lines.push(say('digest.since.lost', { targets: someOf(lost.map(sentence), detail) }));
  }
  if (moved(listed, proposed)) {
    lines.push(say('digest.since.exemplars', { proposed: signed(proposed), listed: signed(listed) }));
  }
  const heading = say('digest.since', { date: { as: 'day', date: since.at } });
  return [heading, ...(lines.length === 0 ? [say('digest.since.nothing')] : lines)];
}

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count);
}
