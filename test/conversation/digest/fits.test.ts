import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestNow } from '../../../src/app/weekly-digest.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts';
import { createZaloChannel } from '../../../src/channels/zalo/channel.ts';
import { digestNotice } from '../../../src/conversation/digest/wording.ts';
import type { BallotLine, WeeklyDigest } from '../../../src/domain/digest/digest.ts';
import { LOCALES } from '../../../src/domain/person.ts';
import type { DivisionStanding } from '../../../src/domain/standings/view.ts';
import type { Title } from '../../../src/domain/title.ts';
import { toPlain } from '../../../src/presentation/markup.ts';
import { renderReply } from '../../../src/presentation/render.ts';
import { openOffice } from '../../support/office.ts';
import { campaignIn } from '../../support/reporting.ts';
import { livedYear } from '../../support/seed-year.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => 0 };
const channels = [
  { channel: createTelegramChannel({ token: '1:x', mode: 'polling', clock, log: silent }), most: 1 },
  { channel: createZaloChannel({ token: '1:x', mode: 'polling', clock, log: silent }), most: 2 },
];

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 250 }),
  fc.constantFrom(
    'Ừ'.repeat(250),
    '👩‍👩‍👧'.repeat(80),
    'Phòng Nghiệp vụ Tổng hợp và Điều phối liên ngành khu vực miền núi',
  ),
);
const count = fc.integer({ min: 0, max: 20_000 });
const moved = fc.integer({ min: -20_000, max: 20_000 });
const titles = fc.subarray<Title>(['advanced_worker', 'grassroots_emulation_fighter', 'provincial_emulation_flag'], {
  minLength: 1,
});
const ballot: fc.Arbitrary<BallotLine> = fc.oneof(
  fc.record({ state: fc.constant('open' as const), titles, until: fc.constant(1_655_000_000_000) }),
  fc.record({
    state: fc.constant('published' as const),
    titles,
    at: fc.constant(1_655_000_000_000),
    members: count,
    voted: count,
    results: fc.array(
      fc.record({ title: titles.map(([title]) => title ?? 'advanced_worker'), nominees: count, passed: count }),
      {
        maxLength: 4,
      },
    ),
  }),
);

/** The digest of a real office, swollen: many divisions, long names and sentences, everything moving, many ballots. */
function swollen(digest: WeeklyDigest): fc.Arbitrary<WeeklyDigest> {
  const { standings } = digest;
  const division = fc
    .record({ name, owing: count, people: count })
    .map(({ name: long, owing, people }): DivisionStanding => {
      const [first] = standings.divisions;
      if (first === undefined) throw new Error('an office without divisions');
      const reviews = first.reviews.map((review) => ({ ...review, people, reported: 0 }));
      return { ...first, name: long, registration: { ...first.registration, owing, people }, reviews };
    });
  return fc
    .record({
      divisions: fc.array(division, { minLength: 40, maxLength: 60 }),
      texts: fc.array(name, { minLength: 4, maxLength: 4 }),
      moves: fc.tuple(moved, moved, moved, moved, moved),
      ballots: fc.array(ballot, { maxLength: 8 }),
      phase: fc.constantFrom('open' as const, 'closed' as const),
      agency: name,
    })
    .map(({ divisions, texts, moves: [handedIn, endorsed, accepted, listed, proposed], ballots, phase, agency }) => ({
      ...digest,
      registration: { ...digest.registration, phase },
      ballots,
      deadlines: texts.slice(0, 3).map((text) => ({ name: text, at: digest.takenAt, lastWorkingDay: '2022-06-17' })),
      delivery: { unlinked: 20_000, unreachable: 20_000, undelivered: 20_000 },
      standings: {
        ...standings,
        agency: { name: agency, shortName: agency },
        divisions,
        reviews: phase === 'open' ? [] : standings.reviews,
        targets: standings.targets.map((target, index) => {
          return { ...target, target: { ...target.target, text: texts[index % texts.length] ?? '' } };
        }),
      },
      since: {
        at: digest.takenAt,
        handedIn,
        endorsed,
        accepted,
        reviews: [{ round: 'preliminary', reported: handedIn, confirmed: accepted }],
        completed: divisions.map((one) => one.name),
        reached: texts,
        lost: texts,
        exemplarsListed: listed,
        exemplarsProposed: proposed,
      },
    }));
}

describe('a digest', () => {
  it('is one message of Telegram and at most two of Zalo, whatever the office', async () => {
    const office = await openOffice();
    livedYear(office);
    const digest = office.work((work) => digestNow(work, campaignIn(office), '2022-06-20'));
    const { catalogue } = office;
    fc.assert(
      fc.property(swollen(digest), fc.constantFrom(...LOCALES), (large, locale) => {
        const { reply } = digestNotice(large, (text) => catalogue.plain(text, locale).length, 0);
        for (const { channel, most } of channels) {
          const { capabilities } = channel;
          const parts = renderReply(reply, catalogue, { locale, capabilities, filesDir: '' });
          expect(parts.length, channel.name).toBeLessThanOrEqual(most);
          for (const { text } of parts) {
            const seen = capabilities.formatting === 'html' ? toPlain(text) : text;
            expect(seen.length).toBeLessThanOrEqual(capabilities.maxText);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says as much as fits: every division of a small office, the worst of a large one and how many more', async () => {
    const office = await openOffice();
    livedYear(office);
    const digest = office.work((work) => digestNow(work, campaignIn(office), '2022-06-20'));
    const linesOf = (one: WeeklyDigest) =>
      digestNotice(one, (text) => office.catalogue.plain(text, 'vi').length, 0)
        .reply.say.map((text) => office.catalogue.plain(text, 'vi'))
        .join('\n');
    // Reports are missing in three of the five divisions whose people have pledges, and of four in Văn phòng.
    for (const { name: division } of digest.standings.divisions.slice(0, 4)) {
      expect(linesOf(digest)).toContain(`• ${division}: `);
    }
    const [first] = digest.standings.divisions;
    if (first === undefined) throw new Error('no division');
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...first,
      name: `${'Phòng rất dài '.repeat(8)}${index}`,
    }));
    const large = { ...digest, standings: { ...digest.standings, divisions: many } };
    expect(linesOf(large)).toMatch(/• \d+ phòng khác: \d+ người/);
  });
});
