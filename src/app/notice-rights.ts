import type { Person } from '../domain/person.ts';
import { may, type Right } from '../domain/rights.ts';
import type { WaitingMessage } from './delivery-ports.ts';
import type { Store } from './ports.ts';

/**
 * Messages that are for whoever holds an office, by their kind, and the right that goes with it: what has waited for its
 * platform is not for somebody who lost that right meanwhile. Every other message is the person's own.
 */
export const NOTICE_RIGHTS: Readonly<Record<string, Right>> = {
  pledge_waiting: 'decide',
  pledge_withdrawn: 'decide',
  report_waiting: 'decide',
  exemplar_waiting: 'read_exemplars',
  division_list: 'receive_division_list',
  secretary_list: 'receive_office_list',
  closing_report: 'receive_office_list',
  weekly_digest: 'receive_digest',
  digest_picture: 'receive_digest',
  group_changed: 'bind_group',
  quota_alarm: 'administer',
  backup_failed: 'administer',
  codes_paused: 'administer',
  leavers_near: 'anonymise',
};

/** Whether a person may read a message of this kind by who they are now: nothing at all, once they have left. */
function mayRead(reader: Person, kind: string): boolean {
  const right = NOTICE_RIGHTS[kind];
  return reader.active && (right === undefined || may(reader, right));
}

/** Whether a message that waits is still for its reader; one to a group, or to a stranger, has none. */
export function isStillMeant(
  { members }: Pick<Store, 'members'>,
  { memberId, kind }: Pick<WaitingMessage, 'memberId' | 'kind'>,
): boolean {
  const reader = memberId === null ? null : members.byId(memberId);
  return reader === null || mayRead(reader, kind);
}
