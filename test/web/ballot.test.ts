import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoredElection } from '../../src/app/ballot-ports.ts';
import type { Choice } from '../../src/domain/ballot/election.ts';
import { HOUR } from '../../src/lib/clock.ts';
import type { OpenedStorage } from '../../src/open-storage.ts';
import { ballotLink, totalsOf, votedCount } from '../support/ballot-link.ts';
import { type OfficeWeb, openOfficeWeb } from '../support/office-web.ts';
import { councilOf, openRound, type RoundOptions } from '../support/voting.ts';
import { type Answer, call } from './call.ts';

interface Voting {
  readonly web: OfficeWeb;
  readonly round: StoredElection;
  readonly council: readonly string[];
  link(code: string): string;
}

async function voting(options: RoundOptions = {}, office: Parameters<typeof openOfficeWeb>[0] = {}): Promise<Voting> {
  const web = await openOfficeWeb(office);
  const round = await openRound(web.office, options);
  const council = councilOf(web.office);
  return { web, round, council, link: (code) => ballotLink(web.office, web.url, code, round.id) };
}

/** Marks for these nominees, sealed as the page seals them. */
function marksOf({ web, round }: Voting, choices: Readonly<Record<number, Choice>>) {
  return Object.entries(choices).map(([nominee, choice]) => ({
    nominee: Number(nominee),
    sealed: web.office.work(({ store }) =>
      Buffer.from(store.boxKeys.seal(round.publicKey ?? '', Number(nominee), choice)).toString('base64url'),
    ),
  }));
}

function post(link: string, body: unknown, type = 'application/json'): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return call(link, { method: 'POST', headers: { 'content-type': type, accept: 'application/json' }, body: text });
}

const html = { headers: { accept: 'text/html' } };
const member = (at: Voting) => at.council[0] ?? '';

describe('the address of a ballot', () => {
  it('shows the ballot to whoever holds it, kept by nobody and framed by nobody', async () => {
    const at = await voting();
    const page = await call(at.link(member(at)), html);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<html lang="vi">');
    expect(page.body).toContain('Xét danh hiệu CSTĐCS năm 2022');
    expect(page.body).toContain(at.round.fingerprint?.short);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'DENY',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("form-action 'none'; frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|http|data:/);
    // Nothing that a browser could send by itself, nothing chosen, nothing from elsewhere, nobody's name but nominees'.
    expect(page.body).not.toMatch(/<form|type="submit"|\bchecked\b|\bstyle=|\son\w+=|https?:\/\//);
    expect(page.body).not.toContain(at.web.office.person(member(at)).fullName);
  });

  it('speaks the language of the member, or the one asked for', async () => {
    const at = await voting();
    const link = at.link(member(at));
    const id = at.web.office.person(member(at)).id;
    at.web.office.work(({ store, now }) => store.members.setLocale(id, 'en', now));
    expect((await call(link, html)).body).toContain('Voting ends at');
    expect((await call(`${link}?lang=vi`, html)).body).toContain('Bỏ phiếu đến trước');
    expect((await call(`${link}?lang=%3Cb%3E`, html)).body).toContain('<html lang="en">');
  });

  it('takes the sealed marks once, and says so to whoever comes again', async () => {
    const at = await voting();
    const link = at.link(member(at));
    const answers = [
      await post(link, { marks: marksOf(at, { 1: 'agree', 2: 'disagree' }) }),
      await post(link, { marks: marksOf(at, { 1: 'disagree', 2: 'disagree' }) }),
    ];
    expect(answers.map(({ status, json }) => [status, json])).toEqual([
      [200, { recorded: true }],
      [409, { error: 'ballot-voted' }],
    ]);
    expect(totalsOf(at.web.office, at.round.id)).toEqual({
      1: { agree: 1, disagree: 0, no_opinion: 0 },
      2: { agree: 0, disagree: 1, no_opinion: 0 },
    });
    const page = await call(link, html);
    expect([page.status, page.body.includes('Đồng chí đã bỏ phiếu')]).toEqual([200, true]);
    expect(page.body).not.toContain('radio');
  });

  it('counts one vote of all that arrive at once', async () => {
    const at = await voting();
    const link = at.link(member(at));
    const marks = marksOf(at, { 1: 'agree', 2: 'agree' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(link, { marks })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
    expect(votedCount(at.web.office, at.round.id)).toBe(1);
  });

  it('leaves out the line about oneself where the rule says so, and takes no mark on it', async () => {
    const own = member(await voting());
    const recusing = await voting({ nominees: [own, 'CB019'], rule: { recusal: 'abstains_on_own' } });
    const link = recusing.link(own);
    const page = await call(link, html);
    expect(page.body).toContain('phiếu không có dòng về chính đồng chí');
    expect(page.body).not.toContain('name="n1"');
    expect((await post(link, { marks: marksOf(recusing, { 1: 'agree', 2: 'agree' }) })).status).toBe(422);
    expect((await post(link, { marks: marksOf(recusing, { 2: 'agree' }) })).status).toBe(200);
  });
});

describe('an address that is no good', () => {
  it('is answered alike, whatever is wrong with it', async () => {
    const at = await voting({ nominees: ['CB019', 'CB020'] });
    const [first = '', second = '', third = ''] = at.council;
    const replaced = at.link(first);
    at.link(first);
    const dismissed = at.link(second);
    at.web.office.change(second, { active: false });
    const gone = at.link(third);
    const forged = gone.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    const marks = marksOf(at, { 1: 'agree', 2: 'agree' });
    const seen = [];
    for (const link of [
      replaced,
      dismissed,
      forged,
      `${at.web.url}ballot/x`,
      `${at.web.url}ballot/${'a'.repeat(1900)}`,
    ]) {
      const page = await call(link, html);
      const sent = await post(link, { marks });
      const wrong = await post(link, { marks: [] });
      seen.push([page.status, page.body, sent.status, sent.body, wrong.status, wrong.body]);
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(seen[0]?.slice(2)).toEqual([404, '{"error":"ballot-unknown"}', 404, '{"error":"ballot-unknown"}']);
    expect(votedCount(at.web.office, at.round.id)).toBe(0);
  });

  it('lets nobody guess on, and holds up nobody who has a right one', async () => {
    const at = await voting();
    const link = at.link(member(at));
    const guesses = [];
    for (let index = 0; index < 32; index += 1) guesses.push((await call(`${at.web.url}ballot/g${index}`)).status);
    expect(guesses).toEqual([...Array.from({ length: 30 }, () => 404), 429, 429]);
    expect((await post(`${at.web.url}ballot/next`, {})).status).toBe(429);
    expect((await call(link, html)).status).toBe(200);
  });

  it('says that it is too late from the deadline on, to those who voted and those who did not', async () => {
    const at = await voting({ lasts: 2 * HOUR });
    const [first = '', second = ''] = at.council;
    const voted = at.link(first);
    const late = at.link(second);
    await post(voted, { marks: marksOf(at, { 1: 'agree', 2: 'agree' }) });
    at.web.office.clock.advance(2 * HOUR);
    const marks = marksOf(at, { 1: 'agree', 2: 'agree' });
    for (const link of [voted, late]) {
      const page = await call(link, html);
      expect([page.status, page.body.includes('Đã hết thời gian bỏ phiếu')]).toEqual([410, true]);
      expect(await post(link, { marks })).toMatchObject({ status: 410, json: { error: 'ballot-over' } });
    }
    expect(votedCount(at.web.office, at.round.id)).toBe(1);
  });

  it('is made for nobody who votes on paper', async () => {
    const somebody = member(await voting());
    const at = await voting({ paper: [somebody] });
    expect(() => at.link(somebody)).toThrow('votes_on_paper');
  });
});

describe('what is no ballot', () => {
  const whole = '{"marks":[';
  it.each<[string, (at: Voting) => unknown, string?]>([
    ['nothing', () => ''],
    ['no JSON', () => whole],
    ['a list', () => []],
    ['a form', () => 'n1=agree&n2=agree', 'application/x-www-form-urlencoded'],
    ['JSON under another name', (at) => ({ marks: marksOf(at, { 1: 'agree', 2: 'agree' }) }), 'text/plain'],
    ['no mark', () => ({ marks: [] })],
    ['a mark too few', (at) => ({ marks: marksOf(at, { 1: 'agree' }) })],
    ['a mark too many', (at) => ({ marks: marksOf(at, { 1: 'agree', 2: 'agree', 3: 'agree' }) })],
    ['a line twice', (at) => ({ marks: [...marksOf(at, { 1: 'agree', 2: 'agree' }), ...marksOf(at, { 2: 'agree' })] })],
    ['another line', (at) => ({ marks: marksOf(at, { 1: 'agree', 9: 'agree' }) })],
    [
      'a line without a number',
      (at) => ({ marks: marksOf(at, { 1: 'agree', 2: 'agree' }).map((mark) => ({ ...mark, nominee: '1' })) }),
    ],
    [
      'a short mark',
      (at) => ({
        marks: marksOf(at, { 1: 'agree', 2: 'agree' }).map((mark) => ({ ...mark, sealed: mark.sealed.slice(1) })),
      }),
    ],
    [
      'a long mark',
      (at) => ({
        marks: marksOf(at, { 1: 'agree', 2: 'agree' }).map((mark) => ({ ...mark, sealed: `${mark.sealed}AA` })),
      }),
    ],
    [
      'loose bits',
      (at) => ({
        marks: marksOf(at, { 1: 'agree', 2: 'agree' }).map((mark) => ({
          ...mark,
          sealed: mark.sealed.replace(/.$/, 'B'),
        })),
      }),
    ],
    [
      'a choice in the clear',
      () => ({
        marks: [
          { nominee: 1, sealed: 'agree' },
          { nominee: 2, sealed: 'agree' },
        ],
      }),
    ],
    [
      'a choice beside the mark',
      (at) => ({ marks: marksOf(at, { 1: 'agree', 2: 'agree' }).map((mark) => ({ ...mark, choice: 'agree' })) }),
    ],
    ['a word more', (at) => ({ marks: marksOf(at, { 1: 'agree', 2: 'agree' }), voter: 'CB001' })],
  ])('is refused and costs nobody their vote: %s', async (_, body, type) => {
    const at = await voting();
    const link = at.link(member(at));
    expect(await post(link, body(at), type)).toMatchObject({ status: 422, json: { error: 'ballot-unfit' } });
    expect(votedCount(at.web.office, at.round.id)).toBe(0);
    expect((await post(link, { marks: marksOf(at, { 1: 'agree', 2: 'agree' }) })).status).toBe(200);
  });

  it('is refused before it fills the memory, and by no other method', async () => {
    const at = await voting();
    const link = at.link(member(at));
    expect(await post(link, 'x'.repeat(70_000))).toMatchObject({ status: 413, json: { error: 'body-too-large' } });
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await call(link, { method })).status).toBe(405);
    expect(votedCount(at.web.office, at.round.id)).toBe(0);
  });

  it('is a ballot that could not be stored: the answer says to send it again, and again it is taken', async () => {
    let full = false;
    const storage = (opened: OpenedStorage): OpenedStorage => ({
      ...opened,
      unitOfWork: {
        ...opened.unitOfWork,
        run: (work) =>
          opened.unitOfWork.run(() => {
            const value = work();
            if (full) throw new Error('disk full: agree CB001');
            return value;
          }),
      },
    });
    const at = await voting({}, { storage });
    const link = at.link(member(at));
    const marks = marksOf(at, { 1: 'agree', 2: 'agree' });
    full = true;
    expect(await post(link, { marks })).toMatchObject({ status: 503, json: { error: 'ballot-not-stored' } });
    full = false;
    expect(votedCount(at.web.office, at.round.id)).toBe(0);
    expect((await post(link, { marks })).status).toBe(200);
    expect(JSON.stringify(at.web.office.log.lines)).not.toContain('CB001');
  });
});

describe('an address and its use', () => {
  it('are in no log, no metric and no file, whatever was asked', async () => {
    const at = await voting();
    const [first = '', second = ''] = at.council;
    const links = [at.link(first), at.link(second)];
    for (const link of links) {
      await call(link, html);
      await post(link, { marks: [] });
      await call(`${link}/more`, html);
      await call(link, { method: 'PUT' });
    }
    await post(links[0] ?? '', { marks: marksOf(at, { 1: 'agree', 2: 'agree' }) });
    const metrics = await call(`${at.web.url}metrics`);
    const files = readdirSync(at.web.office.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(files.length).toBeGreaterThan(1);
    const written = [JSON.stringify(at.web.office.log.lines), metrics.body, ...files].join('\n');
    expect(written).not.toContain('/ballot/');
    for (const link of links) expect(written).not.toContain(link.split('/').at(-1));
  });
});
