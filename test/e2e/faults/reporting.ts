import { FULL_CONTENT, reviewWith } from '../../support/reporting.ts';
import { openTown, type Town } from './town.ts';

/** A town with somebody at the first item of their report. */
export async function atReport(who: string): Promise<Town> {
  const town = await openTown();
  reviewWith(town.office, { [who]: FULL_CONTENT });
  await heard(town, who, () => town.say(who, '/tiendo'), 'Mục 1/3');
  return town;
}

/** The same, asked for evidence. */
export async function atEvidence(who: string): Promise<Town> {
  const town = await atReport(who);
  await heard(town, who, () => town.choose(who, 'Đã nộp hồ sơ công nhận'), 'ghi vắn tắt');
  await heard(town, who, () => town.choose(who, 'Không ghi chú'), 'Minh chứng cho mục 1');
  return town;
}

/** Acts, and waits until the person has one message more with these words. */
export async function heard(town: Town, who: string, act: () => void, words: string): Promise<void> {
  const count = () => town.read(who).filter((said) => said.includes(words)).length;
  const before = count();
  act();
  await town.until(() => count() > before);
}
