import { describe, expect, it } from 'vitest';
import { quotaStanding } from '../../src/app/message-quota.ts';
import { BASIC_PLAN } from '../../src/channels/zalo/plan-limits.ts';
import type { Choice } from '../../src/domain/ballot/election.ts';
import { DAY } from '../../src/lib/clock.ts';
import { castInChat, filling, hasButtons } from '../support/casting.ts';
import { openPhone, type Phone, RENDERINGS } from '../support/phone.ts';
import { type Line, play } from '../support/transcript.ts';
import { councilOf, openRound } from '../support/voting.ts';

const PUBLIC_URL = 'https://thidua.example.vn';
/** The third of them is a member of the council. */
const NOMINEES = ['CB019', 'CB020', 'CB003'];

/** What each member of the example's council chooses, by their order. */
const BALLOTS: readonly (readonly Choice[])[] = [
  ['agree', 'disagree', 'no_opinion'],
  ['agree', 'agree', 'no_opinion'],
  ['agree', 'disagree', 'agree'],
  ['agree', 'disagree', 'agree'],
  ['agree', 'no_opinion', 'agree'],
  ['disagree', 'agree', 'agree'],
  ['agree', 'agree', 'disagree'],
];

function story(phone: Phone, who: string): readonly Line[] {
  const mistakes: readonly Line[] = hasButtons(phone)
    ? [
        { who, choose: 'Sửa lựa chọn', sees: 'Đã chọn 3/3 dòng' },
        { who, type: '2 khong dong y', sees: ['☑ 2 Không đ.ý', 'Việc này đã được tiếp tục ở tin nhắn khác'] },
        { who, type: 'bốn', sees: 'ví dụ: 2 không đồng ý' },
        { who, choose: 'Xem lại và gửi phiếu', sees: 'Phạm Văn Êm (Phòng Chính sách Dân tộc): CSTĐCS → Không đồng ý' },
      ]
    : [
        { who, type: '4', sees: 'Gõ số dòng' },
        { who, type: '2', sees: '☑ Đồng ý' },
        { who, type: 'khong', sees: 'chưa hiểu' },
        { who, type: 'Không đồng ý', sees: 'Phạm Văn Êm (Phòng Chính sách Dân tộc): CSTĐCS → Không đồng ý' },
        { who, type: '/quaylai', sees: 'Dòng 2/3' },
        { who, type: '2', sees: 'Phiếu của đồng chí' },
      ];
  return [
    { who, type: 'xin chào', sees: 'Bỏ phiếu (1 phiếu chưa bỏ)' },
    { who, choose: 'Bỏ phiếu (1', sees: ['Mã đối chiếu', 'đồng thời là thành viên Hội đồng: 3. Bùi Quang Thịnh'] },
    { who, choose: 'Xem các trường hợp', sees: 'Cao Thị Yến Nhi' },
    { who, choose: 'Cao Thị Yến Nhi', sees: 'Phòng Chính sách Dân tộc' },
    { who, choose: 'Trở lại', sees: 'Mã đối chiếu' },
    { who, choose: 'trang bỏ phiếu', sees: `${PUBLIC_URL}/ballot/` },
    ...filling(phone, who, ['agree', 'agree', 'no_opinion']).slice(1),
    ...mistakes,
    {
      who,
      ...(hasButtons(phone) ? { choose: 'Gửi phiếu' } : { type: 'Gửi phiếu' }),
      sees: 'Đã ghi nhận phiếu',
      seesNot: 'Không đồng ý',
    },
    { who, type: 'bo phieu', sees: 'Đồng chí đã bỏ phiếu' },
    { who, type: '/phieukin', sees: ['Được bảo vệ', 'Không được bảo vệ', 'phiếu giấy'] },
  ];
}

describe('a vote of the whole council in the chat', () => {
  it.each(RENDERINGS)('comes to the same totals on %s', async (rendering) => {
    const phone = await openPhone(rendering, { publicUrl: () => PUBLIC_URL });
    const { office } = phone;
    const council = councilOf(office);
    for (const who of council) phone.link(who);
    const { id } = await openRound(office, { nominees: NOMINEES });
    const [first = '', ...others] = council;
    const written = await play(phone, [first], story(phone, first));
    await expect(written.replaceAll(/\/ballot\/[\w-]+/g, '/ballot/…')).toMatchFileSnapshot(
      `transcripts/casting.${rendering}.txt`,
    );
    for (const [index, who] of others.entries()) await castInChat(phone, who, BALLOTS[index + 1] ?? []);

    office.clock.advance(3 * DAY);
    await office.tick();
    const counted = office.work(({ store }) => store.elections.byId(id));
    expect(counted?.course.state).toBe('counted');
    const lines = counted?.result?.lines.map(({ agree, disagree, noOpinion }) => ({ agree, disagree, noOpinion }));
    expect(lines).toEqual([
      { agree: 6, disagree: 1, noOpinion: 0 },
      { agree: 3, disagree: 3, noOpinion: 1 },
      { agree: 4, disagree: 1, noOpinion: 2 },
    ]);
    await phone.close();
  });

  it('counts in the month of a platform that counts messages', async () => {
    const month = { channel: 'zalo', limit: 3000, people: BASIC_PLAN } as const;
    const phone = await openPhone('zalo', { quotas: [month] });
    const { office } = phone;
    const [who = ''] = councilOf(office);
    phone.link(who);
    await openRound(office, { nominees: NOMINEES });
    const used = () => office.work((work) => quotaStanding(work, month).used);
    const before = used();
    await castInChat(phone, who, BALLOTS[0] ?? []);
    // The ballot, its three lines, the review and the receipt.
    expect(used() - before).toBe(6);
    await phone.close();
  });
});
