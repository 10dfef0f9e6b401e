import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { CAST, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';

const { staff } = CAST;

const commandLine = commandLineOfTests();

/** An office whose codes are issued on the command line. */
async function inviting() {
  const office = await openOffice();
  const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE, LOCALE: 'en' };
  const invite = (...words: readonly string[]) => commandLine.run(['invite', ...words], settings);
  const { sqlite } = office.storage.database;
  const open = sqlite.prepare('SELECT code_hash FROM invite WHERE used_at IS NULL AND revoked_at IS NULL').pluck();
  return { office, invite, openCodes: () => open.all() };
}

describe('the slips of one-time codes', () => {
  it('are a workbook for the owner only, and the database has no code in clear', async () => {
    const { office, invite, openCodes } = await inviting();
    const file = join(office.folder, 'link-slips.xlsx');
    expect(await invite('--all')).toMatchObject({ exitCode: 0, output: expect.stringContaining(file) });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openCodes()).toHaveLength(33);
    for (const hash of openCodes()) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are not written over unasked: those of others may still have to be printed', async () => {
    const { office, invite, openCodes } = await inviting();
    const file = join(office.folder, 'link-slips.xlsx');
    await invite('--all');
    const [before, codes] = [readFileSync(file), openCodes()];
    const refused = await invite('--code', staff);
    expect([refused.exitCode, refused.errors]).toEqual([1, expect.stringContaining('exists already')]);
    expect([readFileSync(file), openCodes()]).toEqual([before, codes]);
    chmodSync(file, 0o644);
    expect((await invite('--code', staff, '--yes')).exitCode).toBe(0);
    expect(readFileSync(file).equals(before)).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('leave the codes that people have on paper where the file cannot be written', async () => {
    const { office, invite, openCodes } = await inviting();
    await invite('--all');
    const codes = openCodes();
    writeFileSync(join(office.folder, 'file'), '');
    mkdirSync(join(office.folder, 'folder'));
    for (const out of [join(office.folder, 'file', 'slips.xlsx'), join(office.folder, 'folder')]) {
      const failed = await invite('--all', '--yes', '--out', out);
      expect([failed.exitCode, failed.errors]).toEqual([1, `The file ${out} could not be written\n`]);
    }
    expect(openCodes()).toEqual(codes);
  });
});
