import { electionsWithKey } from '../app/election-record.ts';
import { verifyChain } from '../domain/audit/chain.ts';
import { electionsOfKeys } from '../sealing/key-files.ts';
import { type Check, check } from './check.ts';
import type { Office } from './office.ts';

/** The audit log's chain, and the keys of elections: each where it is needed, none left behind. */
export function trustChecks({ storage }: Office): readonly Check[] {
  return [auditCheck(storage), keysCheck(storage)];
}

function auditCheck({ store }: Office['storage']): Check {
  const verified = verifyChain(store.audit.links());
  if (verified.ok) return check('audit', 'ok', 'doctor.audit', { count: verified.value.count });
  return check('audit', 'fail', 'doctor.audit.broken', { entry: verified.error.entry }, 'doctor.audit.advice');
}

function keysCheck({ store, dataDir }: Office['storage']): Check {
  const needed = electionsWithKey(store);
  const there = electionsOfKeys(dataDir.ballotKeys);
  const missing = needed.filter((id) => !there.includes(id)).length;
  const left = there.filter((id) => !needed.includes(id)).length;
  if (missing > 0)
    return check('ballot_keys', 'fail', 'doctor.ballot_keys.missing', { missing }, 'doctor.ballot_keys.missing.advice');
  if (left > 0)
    return check('ballot_keys', 'warn', 'doctor.ballot_keys.left', { left }, 'doctor.ballot_keys.left.advice');
  return check('ballot_keys', 'ok', 'doctor.ballot_keys', { count: there.length });
}
