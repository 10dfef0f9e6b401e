import { err, ok, type Result } from '../lib/result.ts';
import { readIdentities } from '../storage/backup/unpack.ts';
import type { Terminal } from './terminal.ts';

/** The identities of age in the file that `--identity` names, none without it; what is wrong with it is printed. */
export function identitiesIn(path: string | undefined, terminal: Terminal): Result<readonly string[], 'no_identity'> {
  if (path === undefined) return ok([]);
  try {
    const found = readIdentities(path);
    if (found.length > 0) return ok(found);
    terminal.problem('cli.identity.none', { path });
  } catch {
    terminal.problem('cli.file_missing', { path });
  }
  return err('no_identity');
}
