import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { localTime } from '../../src/lib/office-time.ts';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo/start.ts';
import { openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';

const commandLine = commandLineOfTests();

/** An office whose command line talks to a fake Zalo. */
async function zaloOffice() {
  const zalo = await startFakeZalo({ plainHttpWebhooks: true });
  onTestFinished(() => zalo.close());
  const office = await openOffice();
  const settings = {
    ...{ ZALO_BOT_TOKEN: zalo.token, ZALO_API_ROOT: zalo.url, DATA_DIR: office.folder },
    ...{ TIMEZONE: ZONE, ZALO_MONTHLY_QUOTA: '3000' },
  };
  async function doctor(changes: Readonly<Record<string, string>> = {}) {
    const { exitCode, output } = await commandLine.run(['doctor'], { ...settings, ...changes });
    const json = await commandLine.run(['doctor', '--json'], { ...settings, ...changes });
    const { ok, checks } = JSON.parse(json.output) as {
      ok: boolean;
      checks: { name: string; status: string; text: string }[];
    };
    expect(json.exitCode).toBe(exitCode);
    return { exitCode, output, ok, of: (name: string) => checks.find((one) => one.name === name) };
  }
  return { office, zalo, doctor };
}

async function setWebhook({ url, token }: FakeZalo, to: string): Promise<void> {
  await fetch(`${url}/bot${token}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: to, secret_token: 'bi-mat-kiem-thu' }),
  });
}

/** Today's messages by the machine's clock, which is that of the command line. */
function used(office: Awaited<ReturnType<typeof openOffice>>, count: number): void {
  const { date } = localTime(systemClock.now(), ZONE);
  office.work(({ store }) => store.sentMessages.add('zalo', date, 'answer', count));
}

describe('doctor on Zalo', () => {
  it('says who the bot is, how it receives, what the month holds and who is linked', async () => {
    const { zalo, doctor, office } = await zaloOffice();
    used(office, 12);
    office.link('CB019', 'zalo');
    const { exitCode, output, ok, of } = await doctor();
    expect([exitCode, ok]).toEqual([0, true]);
    expect(output).toContain(`[tốt]      Zalo: bot ${zalo.bot.displayName}`);
    expect(of('zalo_mode')).toMatchObject({ status: 'ok', text: 'Zalo: không đặt webhook (bot tự lấy tin)' });
    expect(output).toContain('Zalo: đã dùng 12/3.000 tin của tháng (0%)');
    expect(of('zalo_people')).toMatchObject({ status: 'ok', text: 'Zalo: 1/50 người đã liên kết' });
    expect(output).not.toContain(zalo.token);
  });

  it('with a bad token says so, and fails', async () => {
    const { doctor } = await zaloOffice();
    const { exitCode, output, ok, of } = await doctor({
      ZALO_BOT_TOKEN: '3735928559123456789:khong-phai-token-nay-xx',
    });
    expect([exitCode, ok]).toEqual([1, false]);
    expect(output).toContain('[cần sửa]  Zalo: token không đúng\n           → Lấy lại token ở Zalo Bot Creator');
    expect(of('zalo')).toMatchObject({ status: 'fail' });
  });

  it('notes a webhook that is set although the bot is to poll', async () => {
    const { zalo, doctor } = await zaloOffice();
    await setWebhook(zalo, `${zalo.url}/hook`);
    expect(zalo.webhook().url).not.toBe('');
    const { exitCode, output, of } = await doctor();
    expect(exitCode).toBe(0);
    expect(output).toContain(
      '[lưu ý]    Zalo: đang đặt webhook, khác với cách nhận tin đã cấu hình (ZALO_MODE=polling)',
    );
    expect(of('zalo_mode')?.text).toContain(`${zalo.url}/hook`);
  });

  it('warns of a month of which 95% are used, and goes on', async () => {
    const { doctor, office } = await zaloOffice();
    used(office, 2850);
    const { exitCode, output, of } = await doctor();
    expect(exitCode).toBe(0);
    expect(output).toContain('[lưu ý]    Zalo: đã dùng 2.850/3.000 tin của tháng (95%)');
    expect(of('zalo_quota')).toMatchObject({ status: 'warn' });
  });
});
