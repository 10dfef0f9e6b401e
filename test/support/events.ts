import type { Receipt } from '../../src/channels/channel.ts';
import type { Inbound, InboundBody } from '../../src/conversation/types.ts';
import type { Office } from './office.ts';
import { nextClientId } from './phone.ts';

/** An event of a private chat on the local messenger; the account is named like the staff code. */
export function event(who: string, body: InboundBody | string, changes: Partial<Inbound> = {}): Inbound {
  return {
    channel: 'local',
    eventKey: `e:${nextClientId()}`,
    at: 0,
    chat: { id: who, kind: 'private' },
    from: { id: who, displayName: who },
    binding: true,
    body: typeof body === 'string' ? { kind: 'text', text: body } : body,
    ...changes,
  };
}

/** Hands one event to the bot; resolves when what it caused is sent. */
export async function happen(office: Office, one: Inbound): Promise<Receipt['status']> {
  const [receipt] = office.bot.receive([one]);
  await office.bot.settled();
  return receipt?.status ?? 'failed';
}

/** Where somebody stands in a dialogue, as `flow.step`; null when nothing is under way. */
export function standing(office: Office, who: string): string | null {
  const stored = office.storage.delivery.dialogues.load(`m${office.person(who).id}`);
  return stored === null ? null : `${stored.flow}.${(stored.state as { readonly step: string }).step}`;
}

/** The living token of the choice with this place in somebody's question. */
export function tokenOf(office: Office, who: string, index = 0): string {
  return `${office.storage.delivery.dialogues.load(`m${office.person(who).id}`)?.promptToken ?? ''}.${index}`;
}
