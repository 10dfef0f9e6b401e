import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportScope, exportsFor } from '../../src/app/exports.ts';
import { NOTICE_RIGHTS } from '../../src/app/notice-rights.ts';
import type { Work } from '../../src/app/ports.ts';
import type { MemberContext } from '../../src/conversation/context.ts';
import { MANAGE_ENTRIES } from '../../src/conversation/flows/manage-sections.ts';
import { COMMANDS } from '../../src/conversation/script.ts';
import { say, type TextKey } from '../../src/conversation/text-key.ts';
import type { Person } from '../../src/domain/person.ts';
import { RIGHTS, type Right, reachOf } from '../../src/domain/rights.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { err, type Result } from '../../src/lib/result.ts';
import { commandLine } from '../support/cli-commands.ts';
import { type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { catalogue } from '../support/staff-terms.ts';
import { makeMatters, ON_MATTERS } from './on-matters.ts';
import { makeRounds, ON_ROUNDS } from './on-rounds.ts';
import { sortsOf } from './sorts.ts';

const PAGE = join(projectRoot, 'docs', 'rights.md');

/** Answers that say who somebody is, not what state a matter is in. */
const REFUSED: ReadonlySet<string> = new Set([
  'not_allowed',
  'not_on_roll',
  'votes_on_paper',
  'share_not_awaited',
  'share_wrong',
]);

type Sorts = Readonly<Record<string, Person>>;

/** What a cell says: all of it, what belongs to the own division, or nothing. */
function cell(reach: 'office' | 'division' | null | boolean): string {
  if (reach === 'division') return 'division';
  return reach === 'office' || reach === true ? 'yes' : '–';
}

function table(sorts: Sorts, of: string, rows: Readonly<Record<string, (person: Person) => string>>): string {
  const lines = [
    [of, ...Object.keys(sorts)],
    ['---', ...Object.keys(sorts).map(() => ':-:')],
    ...Object.entries(rows).map(([name, cellOf]) => [name, ...Object.values(sorts).map(cellOf)]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowsOf<T>(
  list: readonly T[],
  name: (item: T) => string,
  cellOf: (item: T, person: Person) => string,
): Readonly<Record<string, (person: Person) => string>> {
  return Object.fromEntries(list.map((item) => [name(item), (person: Person) => cellOf(item, person)]));
}

/** Does it, says whether it was allowed, and undoes it. */
function attempt(office: Office, act: (work: Work) => Result<unknown, string>): string {
  let allowed = false;
  office.storage.unitOfWork.run(() => {
    const { store } = office.storage;
    const done = act({ store, now: office.clock.now(), random: office.random, zone: ZONE });
    allowed = done.ok || !REFUSED.has(done.error);
    return err('undone');
  });
  return cell(allowed);
}

/** As much of an event as a right is asked with. */
function contextOf(office: Office, person: Person): MemberContext {
  const { store } = office.storage;
  const work: Work = { store, now: office.clock.now(), random: office.random, zone: ZONE };
  return { ...work, person, quotas: [{ channel: 'zalo', limit: 3_000 }] } as unknown as MemberContext;
}

const english = (key: TextKey): string => catalogue.plain(say(key), 'en');
const quoted = (text: string): string => `\`${text}\``;

async function generated(): Promise<string> {
  const office = await openOffice();
  const matters = makeMatters(office);
  const sorts = sortsOf(office);
  const decisions = table(
    sorts,
    'decision',
    rowsOf(
      Object.entries(ON_MATTERS),
      ([name]) => name,
      ([, act], person) => attempt(office, (work) => act(work, person, matters)),
    ),
  );
  const voting = await openOffice();
  const rounds = await makeRounds(voting);
  const votingSorts = sortsOf(voting);
  const parts: Readonly<Record<string, string>> = {
    'Rights by name': table(
      sorts,
      'right',
      rowsOf(Object.keys(RIGHTS) as Right[], quoted, (right, person) => cell(reachOf(person, right))),
    ),
    'Chat commands': table(
      votingSorts,
      'command',
      rowsOf(
        COMMANDS,
        ({ name }) => quoted(`/${name}`),
        (command, person) => cell(person.active && command.available(contextOf(voting, person))),
      ),
    ),
    'The desk, `/quanly`': table(
      sorts,
      'entry',
      rowsOf(
        MANAGE_ENTRIES,
        ({ label }) => english(label),
        (entry, person) => cell(entry.allowed(contextOf(office, person))),
      ),
    ),
    Decisions: decisions,
    'Voting rounds': table(
      votingSorts,
      'action',
      rowsOf(
        Object.entries(ON_ROUNDS),
        ([name]) => name,
        ([, act], person) => attempt(voting, (work) => act(work, person, rounds)),
      ),
    ),
    'Files to take out, `/xuatdulieu`': table(
      sorts,
      'file',
      rowsOf(
        sorts.secretary === undefined ? [] : exportsFor(sorts.secretary),
        ({ code }) => english(`export.${code}`),
        (kind, person) => {
          const scope = exportScope(person, kind);
          return cell(scope === null ? null : scope.divisionId === null ? 'office' : 'division');
        },
      ),
    ),
    'Messages of an office': table(
      sorts,
      'message',
      rowsOf(
        Object.entries(NOTICE_RIGHTS),
        ([kind]) => quoted(kind),
        ([, right], person) => cell(reachOf(person, right)),
      ),
    ),
    'Command line': [
      '| command | asks before it changes something |\n| --- | :-: |',
      ...[...commandLine()].map(([name, options]) => `| \`${name}\` | ${cell(options.includes('--yes'))} |`),
    ].join('\n'),
  };
  return Object.entries(parts)
    .map(([heading, part]) => `## ${heading}\n\n${part}\n`)
    .join('\n');
}

test('the page of rights says what the code does', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const inPage = page.replace(/(<!-- rights -->\n)[\s\S]*(<!-- \/rights -->)/, `$1\n${await generated()}\n$2`);
  await expect(inPage).toMatchFileSnapshot(PAGE);
});
