import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { castChoices } from '../../../src/app/casting.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { sha256Hex } from '../../../src/lib/ids.ts';
import { backupState, listBackups } from '../../../src/storage/backup/folder.ts';
import { type BackupOrder, makeBackup } from '../../../src/storage/backup/make-backup.ts';
import { lockBackups } from '../../../src/storage/data-dir.ts';
import { keepEvidence } from '../../support/kept-evidence.ts';
import { type Office, openOffice } from '../../support/office.ts';
import { ZONE } from '../../support/office-clock.ts';
import { councilOf, openRound } from '../../support/voting.ts';
import { temporaryFolder } from '../setup.ts';

function orderIn({ storage, clock }: Office, changes: Partial<BackupOrder> = {}): BackupOrder {
  const { database, dataDir } = storage;
  return { database, dataDir, now: clock.now(), zone: ZONE, recipient: null, ...changes };
}

async function backedUp(office: Office, changes: Partial<BackupOrder> = {}) {
  const made = await makeBackup(orderIn(office, changes));
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

const keptIn = (office: Office) => readdirSync(office.storage.dataDir.keptCopies).sort();

describe('a backup', () => {
  it('is a database, a manifest that describes it, and a copy of every file of which it speaks', async () => {
    const office = await openOffice();
    const photo = keepEvidence(office, 'CB019', 'ảnh hội nghị');
    mkdirSync(office.storage.dataDir.templates);
    writeFileSync(join(office.storage.dataDir.templates, 'biên bản.docx'), 'mẫu của cơ quan');
    const { file, manifest } = await backedUp(office);
    const bytes = readFileSync(file);
    expect(manifest).toMatchObject({
      madeAt: new Date(office.clock.now()).toISOString(),
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      encryptedFor: null,
      missing: [],
    });
    expect(manifest.counts).toMatchObject({ member: 33, evidence_file: 1, review_report: 1 });
    expect(manifest.files.map(({ path }) => path)).toEqual([`files/${photo}`, 'templates/biên bản.docx']);
    for (const { kept, sha256 } of manifest.files) {
      expect(sha256Hex(readFileSync(join(office.storage.dataDir.keptCopies, kept)))).toBe(sha256);
    }
    expect(readdirSync(office.storage.dataDir.backups).filter((name) => name.includes('tmp'))).toEqual([]);
    expect(listBackups(office.storage.dataDir.backups)).toHaveLength(1);
  });

  it('shares its files with the others: each is copied once, and goes with the last backup that needs it', async () => {
    const office = await openOffice();
    const photo = keepEvidence(office, 'CB019', 'ảnh').replace('kept/', '');
    await backedUp(office);
    const copy = join(office.storage.dataDir.keptCopies, photo);
    // Were it copied again, it would have its bytes again.
    writeFileSync(copy, 'ẢNH');
    office.clock.advance(DAY);
    await backedUp(office);
    expect(readFileSync(copy, 'utf8')).toBe('ẢNH');
    office.storage.database.sqlite.exec('DELETE FROM evidence_file');
    for (let day = 0; day < 500; day += 50) {
      office.clock.advance(50 * DAY);
      await backedUp(office);
    }
    expect(keptIn(office)).toEqual([photo]);
    for (const { name } of listBackups(office.storage.dataDir.backups).slice(-2)) {
      rmSync(join(office.storage.dataDir.backups, name));
    }
    office.clock.advance(DAY);
    await backedUp(office);
    expect(keptIn(office)).toEqual([]);
  });

  it('says what it could not find, and is made all the same', async () => {
    const office = await openOffice();
    const photo = keepEvidence(office, 'CB019', 'ảnh');
    rmSync(join(office.folder, 'files', photo));
    const { manifest } = await backedUp(office);
    expect(manifest.missing).toEqual([`files/${photo}`]);
    expect(backupState(office.storage.dataDir).newest).toMatchObject({ missing: 1 });
  });

  it('for a recipient is nowhere in the clear, and can be read with the identity alone', async () => {
    const office = await openOffice();
    keepEvidence(office, 'CB019', 'ảnh hội nghị');
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const { file, manifest } = await backedUp(office, { recipient });
    expect(file).toMatch(/\.db\.age$/);
    const { backups, keptCopies } = office.storage.dataDir;
    const names = readdirSync(backups, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name, parentPath } of names) {
      const bytes = readFileSync(join(parentPath, name));
      expect({ name, plain: bytes.includes('SQLite format 3') || bytes.includes('ảnh') }).toEqual({
        name,
        plain: false,
      });
    }
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(readFileSync(file));
    expect(Buffer.from(opened).toString('latin1', 0, 15)).toBe('SQLite format 3');
    const [photo] = manifest.files;
    expect(await decrypter.decrypt(readFileSync(join(keptCopies, photo?.kept ?? '')), 'text')).toBe('ảnh hội nghị');
  });

  it('for another recipient than before has its own copies of the files', async () => {
    const office = await openOffice();
    keepEvidence(office, 'CB019', 'ảnh');
    for (const _ of [1, 2]) {
      office.clock.advance(DAY);
      await backedUp(office, { recipient: await identityToRecipient(await generateX25519Identity()) });
    }
    expect(keptIn(office)).toHaveLength(2);
  });

  it('of a given name stays as long as the office wants, with its files beside it', async () => {
    const office = await openOffice();
    keepEvidence(office, 'CB019', 'ảnh');
    const elsewhere = temporaryFolder();
    await backedUp(office, { target: join(elsewhere, 'truoc-dot-xet.db') });
    expect(readdirSync(elsewhere).sort()).toEqual(['kept', 'truoc-dot-xet.db', 'truoc-dot-xet.json']);
    expect(readdirSync(join(elsewhere, 'kept'))).toHaveLength(1);
    const mine = join(office.storage.dataDir.backups, 'cua-toi.db');
    await backedUp(office, { target: mine });
    for (let day = 0; day < 30; day += 1) {
      office.clock.advance(DAY);
      await backedUp(office);
    }
    expect(existsSync(mine)).toBe(true);
    expect(listBackups(office.storage.dataDir.backups).length).toBeLessThan(15);
  });

  it('of a round under way tells nothing of who voted: copies before and after a ballot say the same', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    const [member = ''] = councilOf(office);
    const before = await backedUp(office);
    const ballot = new Map([
      [1, 'agree'],
      [2, 'disagree'],
    ] as const);
    office.work((work) => castChoices(work, office.person(member), id, ballot));
    office.clock.advance(DAY);
    const after = await backedUp(office);
    expect(after.manifest.counts).toMatchObject({ ballot_box: 0, ballot_roll: 0, ballot_link: 0 });
    expect(after.manifest.counts).toEqual(before.manifest.counts);
    expect(after.manifest.bytes).toBe(before.manifest.bytes);
    expect(after.manifest.audit).toEqual(before.manifest.audit);
  });

  it('is refused with its reason, and leaves nothing behind', async () => {
    const office = await openOffice();
    const { dataDir } = office.storage;
    expect(await makeBackup(orderIn(office, { recipient: 'age1khong' }))).toEqual({
      ok: false,
      error: 'bad_recipient',
    });
    const target = join(office.folder, 'khong-co', 'x.db');
    expect(await makeBackup(orderIn(office, { target }))).toEqual({ ok: false, error: 'unwritable' });
    const lock = lockBackups(dataDir);
    expect(await makeBackup(orderIn(office))).toEqual({ ok: false, error: 'busy' });
    if (lock.ok) lock.value.release();
    if (process.getuid?.() !== 0) {
      chmodSync(dataDir.backups, 0o500);
      expect(await makeBackup(orderIn(office))).toEqual({ ok: false, error: 'unwritable' });
      chmodSync(dataDir.backups, 0o700);
    }
    office.storage.database.sqlite.pragma('foreign_keys = OFF');
    office.storage.database.sqlite.exec('UPDATE member SET division_id = 999 WHERE id = 1');
    expect(await makeBackup(orderIn(office))).toEqual({ ok: false, error: 'unsound' });
    expect(readdirSync(dataDir.backups)).toEqual(['kept']);
    expect(readdirSync(dataDir.keptCopies)).toEqual([]);
  });

  it('into another folder is not begun where its files have no room, though the office’s own folder has them', async () => {
    const office = await openOffice();
    const photo = keepEvidence(office, 'CB019', 'ảnh');
    await backedUp(office);
    // A file that is all hole takes no room here, and would take four terabytes there.
    truncateSync(join(office.storage.dataDir.root, 'files', photo), 2 ** 42);
    const target = join(temporaryFolder(), 'x.db');
    expect(await makeBackup(orderIn(office, { target }))).toEqual({ ok: false, error: 'no_space' });
    expect((await makeBackup(orderIn(office))).ok).toBe(true);
  });

  it('removes what a process left that was killed while it made one', async () => {
    const office = await openOffice();
    const { backups, keptCopies } = office.storage.dataDir;
    const left = 'thidua-2022-02-01T00-00-00-000Z.db.draft.tmp';
    for (const name of [left, `${left}.tmp`, `${left}.sealed.tmp`]) writeFileSync(join(backups, name), 'x');
    writeFileSync(join(keptCopies, 'x.tmp'), 'x');
    writeFileSync(join(backups, 'ghi-chu.tmp'), 'của cơ quan');
    await backedUp(office);
    expect(readdirSync(backups).filter((name) => name.endsWith('.tmp'))).toEqual(['ghi-chu.tmp']);
    expect(keptIn(office)).toEqual([]);
  });
});

describe('the state of the backups', () => {
  it('is that of the newest whose file is whole', async () => {
    const office = await openOffice();
    const { dataDir } = office.storage;
    expect(backupState(dataDir)).toEqual({ newest: null, count: 0, damaged: 0, bytes: 0 });
    const first = await backedUp(office);
    office.clock.advance(DAY);
    const second = await backedUp(office);
    expect(backupState(dataDir)).toMatchObject({ newest: { madeAt: office.clock.now() }, count: 2, damaged: 0 });
    writeFileSync(second.file, 'half');
    writeFileSync(join(dataDir.backups, 'khong-phai.json'), '{"format": 1}');
    const state = backupState(dataDir);
    expect(state).toMatchObject({ newest: { madeAt: office.clock.now() - DAY }, count: 1, damaged: 1 });
    expect(first.file).toContain(state.newest?.name);
  });

  it('takes no memory for the files that the backups share, however often it is asked for', async () => {
    const office = await openOffice();
    const { dataDir } = office.storage;
    const { manifest } = await backedUp(office);
    const files = Array.from({ length: 5_000 }, (_, index) => {
      const name = sha256Hex(String(index));
      return { path: `files/kept/${name}`, kept: name, bytes: 1, sha256: name };
    });
    for (let day = 0; day < 20; day += 1) {
      writeFileSync(join(dataDir.backups, `ngay-${day}.json`), JSON.stringify({ ...manifest, bytes: 2, files }));
      writeFileSync(join(dataDir.backups, `ngay-${day}.db`), 'db');
    }
    const before = heapUsed();
    expect(backupState(dataDir).count).toBe(21);
    // Those hundred thousand lines would be some thirty megabytes.
    expect(heapUsed() - before).toBeLessThan(5_000_000);
  });

  it('counts a shared file again when it has gone, and knows which backups have', async () => {
    const office = await openOffice();
    const { dataDir } = office.storage;
    const photo = keepEvidence(office, 'CB019', 'ảnh hội nghị').replace('kept/', '');
    const { file } = await backedUp(office);
    const { bytes } = backupState(dataDir);
    rmSync(join(dataDir.keptCopies, photo));
    expect(backupState(dataDir).bytes).toBe(bytes - Buffer.byteLength('ảnh hội nghị'));
    rmSync(file);
    expect(backupState(dataDir)).toEqual({ newest: null, count: 0, damaged: 0, bytes: 0 });
  });
});

/** Bytes of what is still held after everything else was thrown away. */
function heapUsed(): number {
  setFlagsFromString('--expose_gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
