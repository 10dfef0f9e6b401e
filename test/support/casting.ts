import { CHOICES, type Choice } from '../../src/domain/ballot/election.ts';
import type { Phone } from './phone.ts';
import type { Seen } from './seen.ts';
import type { Line } from './transcript.ts';

/** Words of a choice on a button, and among numbered answers. */
const SHORT: Readonly<Record<Choice, string>> = { agree: 'Đồng ý', disagree: 'Không đ.ý', no_opinion: 'Không YK' };

/** Whether a rendering shows the ballot as one sheet of buttons. */
export function hasButtons({ rendering }: Pick<Phone, 'rendering'>): boolean {
  return rendering === 'local' || rendering === 'telegram';
}

/** The lines of a story in which somebody fills in a ballot of one page, up to the review of all choices. */
export function filling(phone: Phone, who: string, choices: readonly Choice[]): readonly Line[] {
  if (!hasButtons(phone)) {
    const marks = choices.map((choice) => ({ who, type: String(CHOICES.indexOf(choice) + 1) }));
    return [{ who, type: '/bophieu' }, { who, choose: 'Vẫn bỏ phiếu tại đây' }, ...marks];
  }
  const marks = choices.map((choice, index) => ({ who, choose: `${index + 1} ${SHORT[choice]}` }));
  return [
    { who, type: '/bophieu' },
    { who, choose: 'Bỏ phiếu tại đây' },
    ...marks,
    { who, choose: 'Xem lại và gửi phiếu' },
  ];
}

/** Fills in a ballot; returns what is on the screen at last. */
export async function fillIn(phone: Phone, who: string, choices: readonly Choice[]): Promise<readonly Seen[]> {
  let seen: readonly Seen[] = [];
  for (const { type, choose } of filling(phone, who, choices)) {
    seen = type === undefined ? await phone.choose(who, choose ?? '') : await phone.type(who, type);
  }
  return seen;
}

/** Fills in a ballot and sends it. */
export async function castInChat(phone: Phone, who: string, choices: readonly Choice[]): Promise<readonly Seen[]> {
  await fillIn(phone, who, choices);
  return sendIt(phone, who);
}

/** Sends a ballot that is filled in: with its button, or with the word, which no number stands for. */
export function sendIt(phone: Phone, who: string): Promise<readonly Seen[]> {
  return hasButtons(phone) ? phone.choose(who, 'Gửi phiếu') : phone.type(who, 'gửi phiếu');
}
