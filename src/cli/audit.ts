import type { Command } from 'commander';
import { type NamedEntry, namedPage } from '../app/audit-list.ts';
import type { AuditFilter } from '../app/audit-ports.ts';
import { auditLine, isOfDay } from '../conversation/audit-wording.ts';
import type { TextKey } from '../conversation/text-key.ts';
import { bindingHeads } from '../domain/audit/anchors.ts';
import { type AuditHead, verifyChain } from '../domain/audit/chain.ts';
import { auditActions } from '../domain/audit.ts';
import { addDays, instantOf, isDate } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { listBackups } from '../storage/backup/folder.ts';
import { type Office, withOffice } from './office.ts';

interface VerifyOptions {
  readonly anchor: readonly string[];
  readonly json?: boolean;
}

interface ListOptions {
  readonly from?: string;
  readonly to?: string;
  readonly person?: string;
  readonly action?: string;
  readonly json?: boolean;
}

/** `audit verify|list`: whether the log is whole, and what is in it. */
export function addAuditCommands(program: Command, describe: (key: TextKey) => string): void {
  const audit = program.command('audit').description(describe('cli.audit'));
  audit
    .command('verify')
    .description(describe('cli.audit.verify'))
    .option(
      '--anchor <count:hash>',
      describe('cli.audit.option.anchor'),
      (anchor: string, others: readonly string[]) => [...others, anchor],
      [] as readonly string[],
    )
    .option('--json', describe('cli.option.json'))
    .action(async (options: VerifyOptions) => {
      process.exitCode = await withOffice(async (office) => verify(office, options));
    });
  audit
    .command('list')
    .description(describe('cli.audit.list'))
    .option('--from <day>', describe('cli.audit.option.from'))
    .option('--to <day>', describe('cli.audit.option.to'))
    .option('--person <code>', describe('cli.audit.option.person'))
    .option('--action <code>', describe('cli.audit.option.action'))
    .option('--json', describe('cli.option.json'))
    .action(async (options: ListOptions) => {
      process.exitCode = await withOffice((office) => list(office, options));
    });
}

const ANCHOR = /^(\d{1,15}):([0-9a-f]{64})$/;

function verify(office: Office, { anchor, json }: VerifyOptions): number {
  const { terminal, storage } = office;
  const given: AuditHead[] = [];
  for (const text of anchor) {
    const [, count, hash] = ANCHOR.exec(text.trim().toLowerCase()) ?? [];
    if (count === undefined || hash === undefined) {
      terminal.problem('cli.audit.bad_anchor', { anchor: text });
      return 1;
    }
    given.push({ count: Number(count), hash });
  }
  const anchors = [...given, ...headsOfBackups(office)];
  const checked = verifyChain(storage.store.audit.links(), anchors);
  if (!checked.ok) {
    const { kind, entry } = checked.error;
    if (json === true) terminal.json({ sound: false, fault: kind, entry });
    else terminal.problem(`cli.audit.fault.${kind}`, { entry: String(entry) });
    return 1;
  }
  const { count, hash } = checked.value;
  if (json === true) terminal.json({ sound: true, count, head: hash, anchors: anchors.length });
  else {
    terminal.line('cli.audit.sound', { count: String(count), hash });
    if (anchors.length === 0) terminal.line('cli.audit.no_anchor');
    else terminal.line('cli.audit.anchors', { count: anchors.length });
  }
  return 0;
}

/** The heads in the manifests of backups, but of those whose time a restored backup undid. */
function headsOfBackups({ storage }: Office): readonly AuditHead[] {
  const restorings = storage.store.audit.page({ actions: ['backup_restored'] }, null, MOST_RESTORINGS);
  const undone = restorings.flatMap(({ at, details: { made_at: madeAt } }) => {
    const from = Date.parse(String(madeAt));
    return Number.isNaN(from) ? [] : [{ from, until: at }];
  });
  const heads = listBackups(storage.dataDir.backups).flatMap(({ madeAt, manifest: { audit } }) =>
    audit === null || audit.head === null ? [] : [{ at: madeAt, count: audit.entries, hash: audit.head }],
  );
  return bindingHeads(heads, undone);
}

/** Far more than an office ever restores. */
const MOST_RESTORINGS = 1_000;
/** Entries that are read and printed at once. */
const AT_ONCE = 500;

async function list(office: Office, options: ListOptions): Promise<number> {
  const filter = filterOf(office, options);
  if (!filter.ok) {
    const { key, params } = filter.error;
    office.terminal.problem(key, params);
    return 1;
  }
  const json = options.json === true;
  let before: number | null = null;
  let opening = '[\n';
  for (;;) {
    const page: readonly NamedEntry[] = namedPage(office.work(), filter.value, before, AT_ONCE);
    for (const named of page) {
      await print(json ? `${opening}${jsonOf(named)}` : lineOf(office, named));
      opening = ',\n';
    }
    before = page.at(-1)?.entry.id ?? before;
    if (page.length < AT_ONCE) break;
  }
  if (json) await print(opening === '[\n' ? '[]\n' : '\n]\n');
  return 0;
}

/** Writes when there is room: a million entries must not wait in memory for a slow reader. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
}

function lineOf({ terminal: { catalogue, locale } }: Office, named: NamedEntry): string {
  return `${catalogue.plain(auditLine(named), locale)}\n`;
}

function jsonOf({ entry, actor, about }: NamedEntry): string {
  const { id, at, actorId, via, action, subject, details, hash } = entry;
  const precision = isOfDay(action) ? 'day' : 'moment';
  const by = actorId === null ? null : { id: actorId, name: actor };
  return JSON.stringify({
    id,
    at: new Date(at).toISOString(),
    precision,
    by,
    via,
    action,
    subject,
    about,
    details,
    hash,
  });
}

interface Refusal {
  readonly key: TextKey;
  readonly params: Readonly<Record<string, string>>;
}

function filterOf({ storage, config }: Office, options: ListOptions): Result<AuditFilter, Refusal> {
  const { from, to, person, action } = options;
  const wrongDay = [from, to].find((day) => day !== undefined && !isDate(day));
  if (wrongDay !== undefined) return err({ key: 'cli.audit.bad_day', params: { day: wrongDay } });
  const actions = auditActions().filter((known) => known === action);
  if (action !== undefined && actions.length === 0) return err({ key: 'cli.audit.bad_action', params: { action } });
  const member = person === undefined ? null : storage.store.members.byCode(person);
  if (person !== undefined && member === null) return err({ key: 'cli.audit.nobody', params: { code: person } });
  return ok({
    ...(from === undefined ? {} : { from: instantOf(from, '00:00', config.TIMEZONE) }),
    ...(to === undefined ? {} : { until: instantOf(addDays(to, 1), '00:00', config.TIMEZONE) }),
    ...(member === null ? {} : { memberId: member.id }),
    ...(action === undefined ? {} : { actions }),
  });
}
