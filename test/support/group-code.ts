import { issueGroupCode } from '../../src/app/leadership-group.ts';
import { CAST, type Office } from './office.ts';

/** A code of the secretary's with which a group becomes the leadership group. */
export function groupCode(office: Office): string {
  const issued = office.work((work) => issueGroupCode(work, office.person(CAST.secretary)));
  if (!issued.ok) throw new Error(issued.error);
  return issued.value.code;
}
