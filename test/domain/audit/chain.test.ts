import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AuditHead,
  type AuditLink,
  chainHash,
  detailsText,
  EMPTY_HEAD,
  verifyChain,
} from '../../../src/domain/audit/chain.ts';

type Fields = Omit<AuditLink, 'id' | 'hash'>;

const FIELDS: fc.Arbitrary<Fields> = fc.record({
  at: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  actorId: fc.option(fc.nat()),
  via: fc.constantFrom('chat', 'web', 'cli', 'program'),
  action: fc.constantFrom('pledge_submitted', 'election_opened', 'roles_changed'),
  subjectKind: fc.option(fc.constantFrom('member', 'election')),
  subjectId: fc.option(fc.nat()),
  details: fc
    .dictionary(fc.string({ unit: 'binary' }), fc.oneof(fc.integer(), fc.string(), fc.boolean()))
    .map(detailsText),
});
const HISTORY = fc.array(FIELDS, { minLength: 1, maxLength: 20 });

function chained(history: readonly Fields[]): AuditLink[] {
  let { hash } = EMPTY_HEAD;
  return history.map((fields, index) => {
    const link = { ...fields, id: index + 1 };
    hash = chainHash(hash, link);
    return { ...link, hash };
  });
}

const headOf = (links: readonly AuditLink[], count: number): AuditHead => {
  const link = links[count - 1];
  return link === undefined ? EMPTY_HEAD : { count, hash: link.hash };
};

/** A chain with one of its entries by chance. */
const CHAIN_AND_PLACE = HISTORY.map(chained).chain((links) =>
  fc.record({ links: fc.constant(links), place: fc.nat({ max: links.length - 1 }) }),
);

describe('a chain', () => {
  it('of any history is sound, and agrees with every head that it ever had', () => {
    fc.assert(
      fc.property(HISTORY, (history) => {
        const links = chained(history);
        const anchors = links.map((_, index) => headOf(links, index + 1)).reverse();
        expect(verifyChain(links, [EMPTY_HEAD, ...anchors])).toEqual({ ok: true, value: headOf(links, links.length) });
      }),
    );
  });

  it('without an entry has the head of an empty log', () => {
    expect(verifyChain([])).toEqual({ ok: true, value: EMPTY_HEAD });
  });

  it('gives away any single bit that was changed in any field, at its entry', () => {
    fc.assert(
      fc.property(CHAIN_AND_PLACE, fc.nat(), fc.nat(), ({ links, place }, field, bit) => {
        const link = links[place] ?? expect.fail();
        const changed = withBitChanged(link, field, bit);
        const found = verifyChain(links.with(place, changed));
        expect(found.ok).toBe(false);
        if (!found.ok) expect(found.error.entry).toBe(place + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('gives away an entry that was taken out, by its number', () => {
    fc.assert(
      fc.property(CHAIN_AND_PLACE, ({ links, place }) => {
        fc.pre(place < links.length - 1);
        expect(verifyChain(links.toSpliced(place, 1))).toEqual({
          ok: false,
          error: { kind: 'entry_missing', entry: place + 1 },
        });
      }),
    );
  });

  it('gives away an entry that was taken out though the others were numbered anew', () => {
    fc.assert(
      fc.property(CHAIN_AND_PLACE, ({ links, place }) => {
        fc.pre(place < links.length - 1);
        const closed = links.toSpliced(place, 1).map((link, index) => ({ ...link, id: index + 1 }));
        const kind = place === 0 ? 'genesis_wrong' : 'entry_changed';
        expect(verifyChain(closed)).toEqual({ ok: false, error: { kind, entry: place + 1 } });
      }),
    );
  });

  it('gives away two entries that changed places, with their numbers or without', () => {
    fc.assert(
      fc.property(CHAIN_AND_PLACE, fc.nat(), ({ links, place }, by) => {
        const other = (place + 1 + (by % Math.max(1, links.length - 1))) % links.length;
        fc.pre(other !== place);
        const [one, two] = [links[place] ?? expect.fail(), links[other] ?? expect.fail()];
        const swapped = links.with(place, two).with(other, one);
        expect(verifyChain(swapped).ok).toBe(false);
        expect(verifyChain(swapped.map((link, index) => ({ ...link, id: index + 1 }))).ok).toBe(false);
      }),
    );
  });

  it('says that an entry stands after a later one', () => {
    const links = chained([1, 2, 3].map((at) => fieldsAt(at)));
    const [one, two, three] = links;
    if (one === undefined || two === undefined || three === undefined) return expect.fail();
    expect(verifyChain([one, two, one])).toEqual({ ok: false, error: { kind: 'entry_out_of_order', entry: 1 } });
    expect(verifyChain([one, three, two])).toEqual({ ok: false, error: { kind: 'entry_missing', entry: 2 } });
  });

  it('that was cut off is sound by itself, and is contradicted by any head that it had later', () => {
    fc.assert(
      fc.property(CHAIN_AND_PLACE, ({ links, place }) => {
        const cut = links.slice(0, place);
        expect(verifyChain(cut)).toEqual({ ok: true, value: headOf(links, place) });
        expect(verifyChain(cut, [headOf(links, links.length)])).toEqual({
          ok: false,
          error: { kind: 'entries_cut_off', entry: place + 1 },
        });
      }),
    );
  });

  it('that was written anew from some entry on is sound by itself, and is contradicted by an older head', () => {
    fc.assert(
      fc.property(CHAIN_AND_PLACE, FIELDS, ({ links, place }, other) => {
        const history = links.map(({ id: _id, hash: _hash, ...fields }) => fields);
        const anew = chained(history.with(place, other));
        fc.pre(anew[place]?.hash !== links[place]?.hash);
        expect(verifyChain(anew).ok).toBe(true);
        expect(verifyChain(anew, [headOf(links, links.length)])).toEqual({
          ok: false,
          error: { kind: 'anchor_differs', entry: links.length },
        });
        expect(verifyChain(anew, [headOf(links, place)]).ok).toBe(true);
      }),
    );
  });

  it('is contradicted by an empty head of another beginning', () => {
    expect(verifyChain([], [{ count: 0, hash: 'another' }])).toEqual({
      ok: false,
      error: { kind: 'anchor_differs', entry: 0 },
    });
  });

  it('has hashes that anybody can work out from docs/audit.md', () => {
    // printf of the hash before, a line end and the list, through sha256sum.
    const link = { ...fieldsAt(1_644_800_400_000), id: 1 };
    expect(EMPTY_HEAD.hash).toBe('3f121f9705b5543e255115a35a4dea8594eb0db5fe32c6196766f0c07fdaa649');
    expect(chainHash(EMPTY_HEAD.hash, link)).toBe('e6e01159a7eb35dd073bb4be49cb9147e3f54a65b4c024aa96feb79e230c8089');
  });
});

function fieldsAt(at: number): Fields {
  return { at, actorId: 7, via: 'chat', action: 'chat_linked', subjectKind: 'member', subjectId: 7, details: '{}' };
}

/** The link with one bit of one of its fields changed; an absent field becomes present. */
function withBitChanged(link: AuditLink, field: number, bit: number): AuditLink {
  const names = ['at', 'actorId', 'via', 'action', 'subjectKind', 'subjectId', 'details', 'hash'] as const;
  const name = names[field % names.length] ?? 'at';
  const value = link[name];
  if (value === null) return { ...link, [name]: name === 'subjectKind' ? '' : 0 };
  if (typeof value === 'number') return { ...link, [name]: value + 2 ** (bit % 40) * (bit % 2 === 0 ? 1 : -1) };
  const at = bit % Math.max(1, value.length);
  const changed = String.fromCharCode((value.charCodeAt(at) || 0) ^ (1 << (bit % 16)));
  return { ...link, [name]: value.slice(0, at) + changed + value.slice(at + 1) };
}
