import type { ChatMember, ChatMemberUpdated } from 'telegraf/types';
import type { Inbound } from '../../conversation/types.ts';
import { eventChat, eventSender, TELEGRAM } from './message-event.ts';

/** The bot was blocked or opened again (private chat), added or removed (group); null when nothing changed for it. */
export function membershipEvent(change: ChatMemberUpdated): Inbound | null {
  const chat = eventChat(change.chat);
  if (chat === null) return null;
  const present = isPresent(change.new_chat_member);
  if (present === isPresent(change.old_chat_member)) return null;
  return {
    channel: TELEGRAM,
    // Chat, second and new status name the change itself; the update's own id may differ when it comes again.
    eventKey: `s:${chat.id}:${change.date}:${change.new_chat_member.status}`,
    at: change.date * 1_000,
    chat,
    from: eventSender(change.from),
    binding: !change.from.is_bot,
    body:
      chat.kind === 'private'
        ? { kind: 'reachable', reachable: present }
        : { kind: 'group-membership', member: present },
  };
}

function isPresent(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}
