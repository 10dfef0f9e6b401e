import { describe, expect, it } from 'vitest';
import type { QueuedJob } from '../../src/app/delivery-ports.ts';
import { say } from '../../src/conversation/text-key.ts';
import { createJobRunner, type JobHandler } from '../../src/runtime/jobs.ts';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { sendStaffList } from '../support/steps.ts';

const { secretary, admin } = CAST;

async function atWork(handler: JobHandler) {
  const office = await openOffice();
  const { store, delivery, unitOfWork } = office.storage;
  office.link(secretary);
  await office.bot.jobs.stop();
  const told: string[] = [];
  const woken: number[] = [];
  const signs: string[] = [];
  const runner = () =>
    createJobRunner({
      store,
      delivery,
      unitOfWork,
      clock: office.clock,
      random: office.random,
      defaultLocale: 'vi',
      log: office.log,
      handlers: { work: handler },
      post: {
        reply: (_to, replies) => told.push(...replies.flatMap((reply) => reply.say.map(({ key }) => key))),
        menu() {},
        notice: () => true,
        group: () => true,
      },
      receive(events) {
        for (const { body, eventKey } of events) if (body.kind === 'job-done') woken.push(Number(eventKey.slice(4)));
        return [];
      },
      committed() {},
      repeats: ({ id }) => [{ command: `lai ${id}`, label: say('export.again') }],
      atWork(job) {
        signs.push(`${job.chatId} at work`);
        return () => signs.push(`${job.chatId} at rest`);
      },
    });
  const enqueue = (kind = 'work') =>
    office.work(({ now }) =>
      store.jobs.enqueue({
        kind,
        memberId: office.person(secretary).id,
        channel: 'local',
        chatId: secretary,
        accountId: secretary,
        payload: { of: 'a job' },
        now,
      }),
    );
  return { office, store, told, woken, signs, runner, enqueue };
}

describe('asynchronous work', () => {
  it('shows in its chat that it is under way, until it ends, whichever way', async () => {
    const { runner, enqueue, signs } = await atWork(async ({ id }) => {
      signs.push('works');
      if (id === 2) throw new Error('broken');
      return { kind: 'result', result: null };
    });
    enqueue();
    enqueue();
    const jobs = runner();
    jobs.start();
    await jobs.idle();
    const signsOfOne = [`${secretary} at work`, 'works', `${secretary} at rest`];
    expect(signs).toEqual([...signsOfOne, ...signsOfOne]);
  });

  it('runs one job after the other and wakes the dialogue that asked', async () => {
    const running: number[] = [];
    let most = 0;
    const { runner, enqueue, woken, store } = await atWork(async ({ id }) => {
      running.push(id);
      most = Math.max(most, running.length);
      await new Promise((resolve) => setImmediate(resolve));
      running.pop();
      return { kind: 'result', result: { of: id } };
    });
    const ids = [enqueue(), enqueue(), enqueue()];
    const jobs = runner();
    jobs.start();
    await jobs.idle();
    await jobs.stop();
    expect([woken, most]).toEqual([ids, 1]);
    expect(store.jobs.result(ids[0] ?? 0)).toEqual({ state: 'done', result: { of: ids[0] } });
  });

  it('that fails is told with a code, and the next job runs', async () => {
    let calls = 0;
    const { runner, enqueue, told, store, office } = await atWork(async () => {
      calls += 1;
      if (calls === 1) throw new Error('chữ riêng tư');
      return { kind: 'message', reply: { say: [say('manage.file_coming')] } };
    });
    const [bad] = [enqueue(), enqueue()];
    const jobs = runner();
    jobs.start();
    await jobs.idle();
    await jobs.stop();
    expect(told).toEqual(['error.job_failed', 'manage.file_coming']);
    expect(store.jobs.result(bad ?? 0)).toEqual({ state: 'failed', result: null });
    expect(JSON.stringify(office.log.lines)).not.toContain('riêng tư');
  });

  it.each([
    ['ENOSPC', 'error.disk_full'],
    ['EROFS', 'error.folder_closed'],
    ['EACCES', 'error.folder_closed'],
    ['ENOENT', 'error.job_failed'],
  ])('that fails with %s says why', async (code, text) => {
    const { runner, enqueue, told } = await atWork(() => Promise.reject(Object.assign(new Error('write'), { code })));
    enqueue();
    const jobs = runner();
    jobs.start();
    await jobs.idle();
    await jobs.stop();
    expect(told).toEqual([text]);
  });

  it('of a kind that nobody knows fails instead of standing in the way', async () => {
    const { runner, enqueue, told } = await atWork(async () => ({ kind: 'result', result: 1 }));
    enqueue('of another version');
    enqueue();
    const jobs = runner();
    jobs.start();
    await jobs.idle();
    await jobs.stop();
    expect(told).toEqual(['error.job_failed']);
  });

  it('that a dead process left half done is taken up again, three times at most', async () => {
    const taken: QueuedJob[] = [];
    const { runner, enqueue, office, told, woken } = await atWork(async (job) => {
      taken.push(job);
      return { kind: 'result', result: 1 };
    });
    const id = enqueue();
    const { jobQueue } = office.storage.delivery;
    const die = () => office.work(({ now }) => jobQueue.take(now));
    const state = () => office.storage.database.sqlite.prepare('SELECT state FROM job WHERE id = ?').pluck().get(id);
    for (let n = 0; n < 2; n += 1) {
      die();
      office.work(({ now }) => jobQueue.recover(now));
      expect(state()).toBe('queued');
    }
    die();
    const jobs = runner();
    jobs.start();
    await jobs.idle();
    await jobs.stop();
    expect([state(), taken]).toEqual(['failed', []]);
    // Whoever asked is told, and the dialogue that waits goes on.
    expect([told, woken]).toEqual([['error.job_interrupted'], [id]]);
  });

  it('is finished before the process stops', async () => {
    let end = () => {};
    const { runner, enqueue, store } = await atWork(
      () =>
        new Promise((resolve) => {
          end = () => resolve({ kind: 'result', result: 'whole' });
        }),
    );
    const [first, second] = [enqueue(), enqueue()];
    const jobs = runner();
    jobs.start();
    const stopped = jobs.stop();
    end();
    await stopped;
    expect(store.jobs.result(first)).toEqual({ state: 'done', result: 'whole' });
    expect(store.jobs.result(second)).toBeNull();
  });
});

/** Somebody who has opened the part of the desk about staff. */
async function atPeople(who: string) {
  const office = await openOffice();
  const phone = localPhone(office);
  phone.link(who);
  await phone.type(who, '/quanly');
  await phone.choose(who, 'Cán bộ');
  return { office, phone };
}

describe('the jobs of the office', () => {
  it('hand over the slips with codes that work', async () => {
    const { phone } = await atPeople(secretary);
    await phone.choose(secretary, 'Cấp mã');
    const seen = await phone.choose(secretary, 'chưa liên kết');
    expect(textOf(seen)).toContain('Phiếu liên kết của 32 người');
    expect(seen.at(-1)?.file).toBe('phieu-lien-ket.xlsx');
  });

  it('issue no codes for somebody who lost the right since', async () => {
    const { office, phone } = await atPeople(secretary);
    await phone.choose(secretary, 'Cấp mã');
    await office.bot.jobs.stop();
    const code = office.codeFor(admin);
    office.rich.hub.post({ clientId: 'tap', personId: secretary, displayName: '', body: { kind: 'text', text: '2' } });
    office.change(secretary, { roles: ['staff', 'member'] });
    office.bot.jobs.start();
    await office.bot.settled();
    expect(textOf(phone.look(secretary))).toContain('không thuộc phần việc');
    expect(textOf(await phone.type('app', code))).toContain('Phan Anh Tuấn');
  });

  it('hand neither codes nor another word to an account that was given up since', async () => {
    const { office, phone } = await atPeople(secretary);
    await phone.choose(secretary, 'Cấp mã');
    await office.bot.jobs.stop();
    office.rich.hub.post({ clientId: 'tap', personId: secretary, displayName: '', body: { kind: 'text', text: '2' } });
    // The phone was lost: a new account takes the place of the old one.
    office.linkAccount(secretary, { channel: 'local', accountId: 'new phone', chatId: 'new phone' });
    office.bot.jobs.start();
    await office.bot.settled();
    const seen = phone.look(secretary);
    expect(textOf(seen)).not.toContain('không thuộc phần việc');
    expect(seen.every(({ file }) => file === null)).toBe(true);
  });

  it('hand over the empty staff list, and read it back filled in', async () => {
    const { office, phone } = await atPeople(admin);
    await phone.choose(admin, 'Cập nhật danh sách');
    const seen = await phone.choose(admin, 'tệp mẫu');
    expect(seen.at(-1)?.file).toBe('mau-danh-sach-can-bo.xlsx');
    await sendStaffList(office, admin);
    expect(textOf(phone.look(admin))).toContain('Mới: 1 · Thay đổi: 0');
  });

  it('say what is wrong with a file that is no staff list', async () => {
    const { office, phone } = await atPeople(admin);
    await phone.choose(admin, 'Cập nhật danh sách');
    const body = { kind: 'file', name: 'anh.xlsx', mime: 'x', bytes: new Uint8Array([1, 2, 3]) } as const;
    office.rich.hub.post({ clientId: 'bad', personId: admin, displayName: '', body });
    await office.bot.settled();
    expect(textOf(phone.look(admin))).toContain('Đồng chí gửi tệp danh sách cán bộ');
  });
});
