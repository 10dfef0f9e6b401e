import type { WaitingScope } from '../app/review-ports.ts';

/** A condition on rows of pledges or of reports, and the values of its parameters. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is in a scope; the texts of two scopes are the same where one statement serves both. */
export function inScope({ state, divisionId, direct, directMembers, headless, of, own }: WaitingScope): Condition {
  const straight = `(kind = 'collective' OR member_id IN (SELECT value FROM json_each(@directMembers))
    OR division_id IN (SELECT value FROM json_each(@headless)))`;
  const parts = [
    'state = @state',
    ...(divisionId === null ? [] : ['division_id = @divisionId']),
    ...(direct === null ? [] : [direct ? straight : `NOT ${straight}`]),
    ...(of === null ? [] : [`(${ownedBy('of')})`]),
    `NOT (${ownedBy('own')})`,
  ];
  return {
    sql: parts.join(' AND '),
    values: {
      state,
      ...ownerValues('own', own),
      ...(of === null ? {} : ownerValues('of', of)),
      ...(divisionId === null ? {} : { divisionId }),
      ...(direct === null ? {} : { directMembers: JSON.stringify(directMembers), headless: JSON.stringify(headless) }),
    },
  };
}

function ownedBy(name: string): string {
  return `(kind = 'individual' AND member_id = @${name}Member) OR (kind = 'collective' AND division_id = @${name}Division)`;
}

// Nobody and no division has this id.
function ownerValues(name: string, owner: WaitingScope['own']): Condition['values'] {
  return { [`${name}Member`]: owner.memberId ?? -1, [`${name}Division`]: owner.divisionId ?? -1 };
}
