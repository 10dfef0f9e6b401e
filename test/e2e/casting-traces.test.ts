import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import type { Choice } from '../../src/domain/ballot/election.ts';
import { fillIn, sendIt } from '../support/casting.ts';
import { everyRow } from '../support/domain-state.ts';
import { event, tokenOf } from '../support/events.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openPhone, RENDERINGS, telegramAccount, textOf } from '../support/phone.ts';
import { recordingLog } from '../support/recording-log.ts';
import { councilOf, openRound } from '../support/voting.ts';

const WHO = 'CB001';
const CHOICES: readonly Choice[] = ['agree', 'disagree'];

/** Everything under `DATA_DIR`, byte for byte: the database, its log and index, keys, files. */
function bytesOf(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => (statSync(path).isDirectory() ? bytesOf(path) : readFileSync(path, 'latin1')))
    .join('\n');
}

function expectNoTrace(office: Office, secrets: readonly string[], moment: string): void {
  const bytes = bytesOf(office.folder);
  const logged = JSON.stringify(office.log.lines);
  for (const secret of secrets) {
    expect(bytes.includes(Buffer.from(secret).toString('latin1')), `${moment}: ${secret} in DATA_DIR`).toBe(false);
    expect(logged.includes(secret), `${moment}: ${secret} in the log`).toBe(false);
  }
}

describe('casting in the chat', () => {
  it.each(RENDERINGS)(
    'leaves no choice, label, button, address or receipt in DATA_DIR or the log on %s',
    async (rendering) => {
      const phone = await openPhone(rendering, { publicUrl: () => 'https://thidua.example.vn' });
      const { office } = phone;
      phone.link(WHO);
      const { id } = await openRound(office);
      // What is looked for would be found: an ordinary answer leaves its words behind.
      await phone.type(WHO, '/dangky');
      expect(bytesOf(office.folder)).toContain('"step":"titles"');

      const address = textOf(await phone.type(WHO, '/bophieu'));
      const secrets = new Set(['Không đồng ý', 'Không đ.ý', 'disagree', 'Phiếu của đồng chí', 'ballot.review']);
      for (const [, token = ''] of address.matchAll(/\/ballot\/([\w-]+)/g)) secrets.add(token);
      await fillIn(phone, WHO, CHOICES);
      secrets.add(tokenOf(office, WHO).slice(0, -2));
      expectNoTrace(office, [...secrets], 'before sending');
      expect(textOf(await sendIt(phone, WHO))).toContain('Đã ghi nhận phiếu');
      expectNoTrace(office, [...secrets, 'Đã ghi nhận phiếu'], 'after sending');
      expect(office.work(({ store }) => store.ballots.ticks(id).filter(Boolean))).toHaveLength(1);
      await phone.close();
    },
  );

  it('writes no moment, no event and no message: only the roll, the boxes and the key of the tap', async () => {
    const phone = await openPhone('local');
    const { office } = phone;
    for (const who of councilOf(office)) phone.link(who);
    await openRound(office);
    await fillIn(phone, WHO, CHOICES);
    office.clock.advance(1_234_567);
    const before = everyRow(office.storage, ['ballot_roll', 'ballot_box', 'inbound_event']);
    await sendIt(phone, WHO);
    const now = String(office.clock.now());
    expect(everyRow(office.storage, ['ballot_roll', 'ballot_box', 'inbound_event'])).toEqual(before);
    expect(JSON.stringify(everyRow(office.storage))).not.toContain(now);
    // To show that the search finds a moment where there is one.
    await phone.type(WHO, '/dangky');
    expect(JSON.stringify(everyRow(office.storage))).toContain(now);
  });

  it('says nothing of it in the log of a platform, at any level, also when the platform fails', async () => {
    const telegram = await startFakeTelegram();
    const log = recordingLog();
    const office = await openOffice({
      channels: (clock) => [
        createTelegramChannel({ token: telegram.token, apiRoot: telegram.url, mode: 'polling', clock, log }),
      ],
    });
    const account = String(telegramAccount(WHO));
    office.linkAccount(WHO, { channel: 'telegram', accountId: account, chatId: account });
    const chat = { id: account, kind: 'private' } as const;
    const from = { id: account, displayName: WHO };
    await openRound(office);
    const user = telegram.user(telegramAccount(WHO), { firstName: WHO });
    const tap = async (label: string) => {
      await user.tap({ messageId: user.last().id, label }).answered();
      await office.bot.settled();
    };
    user.send('/bophieu');
    await telegram.until(() => telegram.pending().length === 0);
    await office.bot.settled();
    await tap('Bỏ phiếu tại đây');
    await tap('1 Không đ.ý');
    const token = tokenOf(office, WHO, 4);
    await telegram.close();
    office.bot.receive([event(WHO, { kind: 'choice', token }, { channel: 'telegram', chat, from })]);
    await office.bot.stop();
    expect(log.lines.length + office.log.lines.length).toBeGreaterThan(0);
    expect(office.log.lines.map(({ message }) => message)).toContain('a message that is not stored was dropped');
    const logged = JSON.stringify([...log.lines, ...office.log.lines]);
    for (const secret of ['đ.ý', 'Không đồng ý', 'disagree', 'ballot-']) expect(logged).not.toContain(secret);
  });
});
