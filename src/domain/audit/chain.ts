import type { EpochMs } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/ids.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { AuditDetails } from '../audit.ts';

/** How far a chain reached once: how many entries it had, and the hash of the last. */
export interface AuditHead {
  readonly count: number;
  readonly hash: string;
}

/** The hash before the first entry; another one when the bytes are made in another way. */
const GENESIS_HASH = sha256Hex('thidua-audit/1');

/** The head of a log that has no entry yet. */
export const EMPTY_HEAD: AuditHead = { count: 0, hash: GENESIS_HASH };

/** An entry exactly as it is stored: the chain is over what is there, not over what it is understood as. */
export interface AuditLink {
  readonly id: number;
  readonly at: EpochMs;
  readonly actorId: number | null;
  readonly via: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: number | null;
  /** JSON text. */
  readonly details: string;
  readonly hash: string;
}

/** Details as they are stored: JSON with the names in order, so that the same details are the same text. */
export function detailsText(details: AuditDetails): string {
  const names = Object.keys(details).toSorted();
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, details[name]])));
}

/** The hash of an entry: SHA-256 over the hash before it, a line end, and the entry's fields as one JSON list. */
export function chainHash(before: string, link: Omit<AuditLink, 'hash'>): string {
  const { id, at, actorId, via, action, subjectKind, subjectId, details } = link;
  return sha256Hex(`${before}\n${JSON.stringify([id, at, actorId, via, action, subjectKind, subjectId, details])}`);
}

/** What is wrong with a chain first, and at which entry. */
interface ChainFault {
  readonly kind: /** Its hash does not follow from the entry before it and its own fields: one of the two was changed. */
    | 'entry_changed'
    /** There is no entry of this number, though later ones are there. */
    | 'entry_missing'
    /** It comes after a later one. */
    | 'entry_out_of_order'
    /** The first entry does not follow from the fixed beginning. */
    | 'genesis_wrong'
    /** The chain ends before an entry that was there when the anchor was noted. */
    | 'entries_cut_off'
    /** The entry has another hash than the anchor noted: the chain was written anew. */
    | 'anchor_differs';
  readonly entry: number;
}

/** Checks a chain link by link, in constant memory. */
interface ChainCheck {
  /** Takes the next link; the first fault found, or null so far. */
  take(link: AuditLink): ChainFault | null;
  /** What the chain comes to once every link was taken. */
  end(): Result<AuditHead, ChainFault>;
}

/** A check against the heads that were noted earlier, in any order. */
function chainCheck(anchors: readonly AuditHead[] = []): ChainCheck {
  const waiting = anchors.filter(({ count }) => count > 0).toSorted((left, right) => left.count - right.count);
  const wrongStart = anchors.some(({ count, hash }) => count === 0 && hash !== GENESIS_HASH);
  let head = EMPTY_HEAD;
  let fault: ChainFault | null = wrongStart ? { kind: 'anchor_differs', entry: 0 } : null;
  let next = 0;

  function faultOf(link: AuditLink): ChainFault | null {
    const expected = head.count + 1;
    if (link.id < expected) return { kind: 'entry_out_of_order', entry: link.id };
    if (link.id > expected) return { kind: 'entry_missing', entry: expected };
    if (chainHash(head.hash, link) !== link.hash) {
      return { kind: expected === 1 ? 'genesis_wrong' : 'entry_changed', entry: expected };
    }
    let anchor = waiting[next];
    while (anchor?.count === link.id) {
      if (anchor.hash !== link.hash) return { kind: 'anchor_differs', entry: link.id };
      next += 1;
      anchor = waiting[next];
    }
    return null;
  }

  return {
    take(link) {
      fault ??= faultOf(link);
      if (fault === null) head = { count: link.id, hash: link.hash };
      return fault;
    },
    end() {
      if (fault === null && next < waiting.length) fault = { kind: 'entries_cut_off', entry: head.count + 1 };
      return fault === null ? ok(head) : err(fault);
    },
  };
}

/** Checks a whole chain; the first fault, or its head. */
export function verifyChain(
  links: Iterable<AuditLink>,
  anchors: readonly AuditHead[] = [],
): Result<AuditHead, ChainFault> {
  const check = chainCheck(anchors);
  for (const link of links) if (check.take(link) !== null) break;
  return check.end();
}
