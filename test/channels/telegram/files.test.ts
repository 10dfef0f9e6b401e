import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboundText } from '../../../src/presentation/types.ts';
import { patient, setUp } from './setup.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function outgoing(name: string, mime: string, bytes: Uint8Array, more: Partial<OutboundText> = {}) {
  const path = join(folder, `stored-${name.length}`);
  await writeFile(path, bytes);
  return { type: 'text', text: 'Bảng <b>tổng hợp</b>', file: { path, name, mime }, ...more } as const;
}

async function withLan() {
  const bench = await setUp();
  const lan = bench.telegram.user(7);
  lan.send('/start');
  return { ...bench, lan };
}

describe('files out', () => {
  it('arrive as documents, with caption, buttons and their Vietnamese name', async () => {
    const { channel, lan } = await withLan();
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 251));
    const buttons = [[{ label: 'Xong', token: 'a.0' }]];
    const message = await outgoing('Danh sách đăng ký.xlsx', 'application/xlsx', bytes, { buttons });
    expect(await channel.send('7', message, patient)).toEqual({ kind: 'sent', messageId: '2' });
    const seen = lan.last();
    expect(seen).toMatchObject({
      text: 'Bảng tổng hợp',
      buttons,
      file: { name: 'Danh sách đăng ký.xlsx', photo: false },
    });
    expect(seen.file?.bytes.equals(bytes)).toBe(true);
  });

  it('arrive as pictures when they are pictures', async () => {
    const { channel, lan } = await withLan();
    await channel.send('7', await outgoing('biểu đồ.png', 'image/png', PNG), patient);
    expect(lan.last().file).toMatchObject({ photo: true });
  });

  it('arrive as documents when Telegram cannot show the picture', async () => {
    const { channel, lan } = await withLan();
    const message = await outgoing('hỏng.png', 'image/png', Buffer.from('không phải ảnh'));
    expect((await channel.send('7', message, patient)).kind).toBe('sent');
    expect(lan.last().file).toMatchObject({ photo: false, name: 'hỏng.png' });
  });

  it('keep their place in a form when the name has quotes or line ends', async () => {
    const { channel, lan } = await withLan();
    await channel.send('7', await outgoing('a"b\r\nc/d.csv', 'text/csv', Buffer.from('1')), patient);
    expect(lan.last().file?.name).toBe('a_b__c_d.csv');
  });

  it('that are not there, or empty, are our bug', async () => {
    const { channel, telegram } = await withLan();
    const file = { path: join(folder, 'không có'), name: 'x.csv', mime: 'text/csv' };
    const missing = await channel.send('7', { type: 'text', text: '', file }, patient);
    expect(missing).toEqual({ kind: 'rejected', detail: 'file-missing' });
    const empty = await channel.send('7', await outgoing('rỗng.csv', 'text/csv', Buffer.alloc(0)), patient);
    expect(empty).toEqual({ kind: 'rejected', detail: 'file-empty' });
    expect(telegram.calls('sendDocument')).toEqual([]);
  });

  it('whose upload breaks off may have arrived', async () => {
    const { channel, telegram } = await withLan();
    telegram.faults.strike('sendDocument', { kind: 'drop-after' });
    const message = await outgoing('x.csv', 'text/csv', Buffer.from('1'));
    expect((await channel.send('7', message, patient)).kind).toBe('ambiguous');
  });
});

describe('files in', () => {
  async function sent(bytes: Uint8Array) {
    const bench = await withLan();
    bench.lan.sendDocument({ name: 'cán bộ.csv', bytes });
    await bench.channel.start(bench.inbox.receive);
    const [, event] = await bench.inbox.holds(2);
    const ref = event?.body.kind === 'file' ? event.body.file.ref : '';
    return { ...bench, fetch: (limit: number, signal = patient) => bench.channel.fetchFile?.(ref, limit, signal) };
  }

  it('are fetched byte by byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 256));
    const { fetch } = await sent(bytes);
    expect(await fetch(70_000)).toEqual({ ok: true, bytes: new Uint8Array(bytes) });
  });

  it('are refused beyond the limit', async () => {
    const { fetch, telegram } = await sent(Buffer.alloc(10_001, 1));
    // Not one byte is asked for: a download would meet this fault.
    telegram.faults.strike('download', { kind: 'drop-before' });
    expect(await fetch(10_000)).toEqual({ ok: false, error: 'too-large' });
  });

  it('are refused beyond the limit also when Telegram does not tell the size', async () => {
    const { fetch, telegram } = await sent(Buffer.alloc(10_001, 1));
    const result = { file_id: 'FILE-1-fake', file_path: 'documents/file_1.csv' };
    telegram.faults.strike('getFile', { kind: 'result', result }, { times: 2 });
    expect(await fetch(10_000)).toEqual({ ok: false, error: 'too-large' });
    expect((await fetch(10_001))?.ok).toBe(true);
  });

  it('are refused beyond the 20 MB of the Bot API, whatever the limit', async () => {
    const { fetch } = await sent(Buffer.alloc(20_000_001, 1));
    expect(await fetch(100_000_000)).toEqual({ ok: false, error: 'too-large' });
  });

  it('are gone when Telegram does not know them', async () => {
    const { channel } = await withLan();
    expect(await channel.fetchFile?.('bịa', 1_000, patient)).toEqual({ ok: false, error: 'gone' });
  });

  it('are unavailable while the platform cannot be reached', async () => {
    const { fetch, telegram } = await sent(Buffer.from('1'));
    telegram.faults.strike('download', { kind: 'drop-before' });
    expect(await fetch(1_000)).toEqual({ ok: false, error: 'unavailable' });
    expect(await fetch(1_000, AbortSignal.abort())).toEqual({ ok: false, error: 'unavailable' });
    await telegram.goDown();
    expect(await fetch(1_000)).toEqual({ ok: false, error: 'unavailable' });
  });
});
