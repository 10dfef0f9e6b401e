/**
 * What a person may do, one or several at once; everybody on the staff list is `staff`.
 * `head` leads the person's own division; `member` votes in the council; `teller` is in the counting group;
 * `secretary` is the council's standing body; `leader` reads the digest; `admin` runs the server.
 */
export const ROLES = ['staff', 'head', 'member', 'teller', 'secretary', 'leader', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A person's post in the emulation council, in the order in which minutes list it. */
export const COUNCIL_POSTS = ['chair', 'vice_chair', 'member', 'secretary'] as const;
export type CouncilPost = (typeof COUNCIL_POSTS)[number];

export const EMPLOYMENTS = ['civil_servant', 'contract_worker'] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

/** One person of the office as the staff list gives it. */
export interface StaffRecord {
  /** The office's own code, the key of the list: it never changes and is never given to somebody else. */
  readonly code: string;
  readonly fullName: string;
  readonly divisionCode: string;
  /** Post in the office, in its own words. */
  readonly position: string;
  /** Always holds `staff`; no duplicates, in the order of `ROLES`. */
  readonly roles: readonly Role[];
  /** Set exactly for those who hold the role `member`. */
  readonly councilPost: CouncilPost | null;
  /** E.164 (`+84…`), used only to link a chat account. */
  readonly phone: string | null;
  readonly employment: Employment;
  /** False for those who left: they keep their history and lose every right. */
  readonly active: boolean;
}

/** Puts roles into the order of `ROLES`, each once, with `staff` among them. */
export function allRoles(roles: Iterable<Role>): readonly Role[] {
  const held = new Set<Role>(roles).add('staff');
  return ROLES.filter((role) => held.has(role));
}
