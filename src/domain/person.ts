import type { CouncilPost, Employment, Role } from './member.ts';

/** A member of staff as stored now, with the division they belong to. */
export interface Person {
  readonly id: number;
  readonly code: string;
  readonly fullName: string;
  readonly position: string;
  readonly divisionId: number;
  readonly divisionCode: string;
  readonly divisionName: string;
  /** Always holds `staff`, in the order of `ROLES`. */
  readonly roles: readonly Role[];
  readonly councilPost: CouncilPost | null;
  readonly employment: Employment;
  readonly phone: string | null;
  readonly locale: Locale | null;
  readonly active: boolean;
}

export const LOCALES = ['vi', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Whether the person holds a role now; nobody who left holds any. */
export function holds(person: Person, role: Role): boolean {
  return person.active && person.roles.includes(role);
}
