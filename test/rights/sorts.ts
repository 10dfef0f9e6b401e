import { ROLES, type Role } from '../../src/domain/member.ts';
import type { Person } from '../../src/domain/person.ts';
import { CAST, type Office } from '../support/office.ts';
import { councilOf } from '../support/voting.ts';

/**
 * People by what they are. `head` leads the division that matters belong to, `head elsewhere` another one; who left had
 * everything.
 */
export function sortsOf(office: Office): Readonly<Record<string, Person>> {
  const one = (code: string, roles: readonly Role[], councilPost: Person['councilPost'] = null): Person => {
    return { ...office.person(code), roles: ['staff', ...roles], councilPost };
  };
  const onCouncil = (post: Person['councilPost']) =>
    councilOf(office).find((code) => office.person(code).councilPost === post) ?? '';
  const [teller = ''] = office.work(({ store }) => store.members.withRole('teller').map(({ code }) => code));
  return {
    staff: one(CAST.stranger, []),
    head: one(CAST.stranger, ['head']),
    'head elsewhere': one(CAST.otherStaff, ['head']),
    leader: one(CAST.stranger, ['leader']),
    member: one(onCouncil('member'), ['member'], 'member'),
    chair: one(onCouncil('chair'), ['member'], 'chair'),
    teller: one(teller, ['teller']),
    secretary: one(CAST.stranger, ['secretary']),
    admin: one(CAST.admin, ['admin']),
    left: { ...one(onCouncil('chair'), ROLES, 'chair'), active: false },
  };
}
