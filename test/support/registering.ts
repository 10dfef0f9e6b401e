import { standing } from './events.ts';
import { CAST, type Office, openOffice } from './office.ts';
import { localPhone, type Phone, textOf } from './phone.ts';

const EVERYBODY: readonly string[] = Object.values(CAST);

/** An office in which these people are linked on the local messenger. */
export async function openFor(people: readonly string[] = EVERYBODY, at?: string) {
  const office = await openOffice(at === undefined ? {} : { at });
  const phone = localPhone(office);
  for (const who of people) phone.link(who);
  return { office, phone };
}

/** Goes the shortest way from /dangky to a submitted pledge and returns the last answer. */
export async function register(phone: Phone, who: string): Promise<string> {
  await phone.type(who, '/dangky');
  if (standing(phone.office, who) === 'register.whose') await phone.choose(who, 'Cá nhân tôi');
  for (const label of [
    'Lao động tiên tiến',
    'Xong',
    'Không đăng ký',
    'Hoàn thành tốt',
    'Không đăng ký',
    'kỷ cương',
    'Xong',
  ]) {
    await phone.choose(who, label);
  }
  return textOf(await phone.choose(who, 'Nộp bản đăng ký'));
}

/** The same for the division that somebody leads. */
export async function registerDivision(phone: Phone, who: string): Promise<string> {
  await phone.type(who, '/dangky');
  for (const label of [
    'Tập thể',
    'Tập thể lao động tiên tiến',
    'Xong',
    'Không đăng ký',
    'Hoàn thành tốt',
    'nhân tố mới',
    'Xong',
  ]) {
    await phone.choose(who, label);
  }
  return textOf(await phone.choose(who, 'Nộp bản đăng ký'));
}

/** What the others of the cast were told since the last look. */
export function told(phone: Phone, except: string): Record<string, string> {
  const notices = EVERYBODY.filter((who) => who !== except).map((who) => [who, textOf(phone.look(who))] as const);
  return Object.fromEntries(notices.filter(([, text]) => text !== ''));
}

/** State of somebody's own pledge. */
export function stateOf(office: Office, code: string) {
  return office.storage.store.pledges.ofMember(1, office.person(code).id)?.state;
}
