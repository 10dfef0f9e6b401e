import type { AuditHead, AuditLink } from '../domain/audit/chain.ts';
import type { AuditAction, AuditEntry, AuditRecord } from '../domain/audit.ts';
import type { EpochMs } from '../lib/clock.ts';

/** Which entries are looked for; what is absent does not limit. */
export interface AuditFilter {
  /** The person did it, or it was about them. */
  readonly memberId?: number;
  readonly actions?: readonly AuditAction[];
  /** From this instant on. */
  readonly from?: EpochMs;
  /** Before this instant. */
  readonly until?: EpochMs;
}

/** The log of decisive acts: entries are added, never changed and never removed. */
export interface AuditLog {
  append(record: AuditRecord): AuditHead;
  head(): AuditHead;
  /** Entries with a smaller number than `before`, newest first. */
  page(filter: AuditFilter, before: number | null, most: number): readonly AuditEntry[];
  /** Every entry as it is stored, from the first on; read piece by piece. */
  links(): Iterable<AuditLink>;
}
