import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Divisions, Members } from '../app/ports.ts';
import type { Role } from '../domain/member.ts';
import type { Person } from '../domain/person.ts';
import type { Database } from './database.ts';
import type { KeptPeople } from './kept-people.ts';
import { division, member } from './schema.ts';
import { prepareRead, prepareWrite } from './statement.ts';

/** Columns of a person; one list, so that every query reads the same shape. */
export const personColumns = {
  id: member.id,
  code: member.code,
  fullName: member.fullName,
  position: member.position,
  divisionId: member.divisionId,
  divisionCode: sql<string>`${division.code}`.as('division_code'),
  divisionName: sql<string>`${division.name}`.as('division_name'),
  roles: member.roles,
  councilPost: member.councilPost,
  employment: member.employment,
  phone: member.phone,
  locale: member.locale,
  active: member.active,
};

export type PersonRow = Omit<Person, 'roles'> & { readonly roles: string };

/** A stored row as a person. */
export function toPerson(row: PersonRow): Person {
  return { ...row, roles: row.roles.split(',') as Role[] };
}

/** The office's divisions. */
export function createDivisions({ drizzle }: Database, kept: KeptPeople): Divisions {
  return {
    all: () =>
      kept.divisions(() =>
        drizzle
          .select({ id: division.id, code: division.code, name: division.name, active: division.active })
          .from(division)
          .orderBy(asc(division.ordinal))
          .all(),
      ),
    replace(divisions) {
      kept.forget();
      drizzle.update(division).set({ active: false }).run();
      for (const [ordinal, { code, name }] of divisions.entries()) {
        drizzle
          .insert(division)
          .values({ code, name, ordinal, active: true })
          .onConflictDoUpdate({ target: division.code, set: { name, ordinal, active: true } })
          .run();
      }
    },
  };
}

/** The staff; people are read once, until anything about people is written. */
export function createMembers(
  database: Database,
  kept: KeptPeople,
  onForeignChange: (forget: () => void) => void,
): Members {
  const { drizzle } = database;
  let countedActive: number | undefined;
  onForeignChange(() => {
    countedActive = undefined;
  });
  const people = () =>
    drizzle.select(personColumns).from(member).innerJoin(division, eq(division.id, member.divisionId)).$dynamic();
  const byId = prepareRead(database, people().where(eq(member.id, sql.placeholder('id'))), personColumns);
  const inDivision = prepareRead(
    database,
    people()
      .where(and(eq(member.divisionId, sql.placeholder('divisionId')), eq(member.active, true)))
      .orderBy(asc(member.code)),
    personColumns,
  );
  const everybody = prepareRead(
    database,
    people().where(eq(member.active, true)).orderBy(asc(division.ordinal), asc(member.code)),
    personColumns,
  );
  const write = prepareSave(database);

  return {
    byId: (id) =>
      kept.byId(id, () => {
        const row = byId.get({ id });
        return row === undefined ? null : toPerson(row);
      }),
    byCode(code) {
      const row = people().where(eq(member.code, code)).get();
      return row === undefined ? null : toPerson(row);
    },
    byPhone: (phone) =>
      people()
        .where(and(eq(member.phone, phone), eq(member.active, true)))
        .all()
        .map(toPerson),
    all: () => people().orderBy(asc(member.code)).all().map(toPerson),
    active: () => kept.active(() => everybody.all({}).map(toPerson)),
    countActive() {
      countedActive ??=
        drizzle.select({ count: sql<number>`count(*)` }).from(member).where(eq(member.active, true)).get()?.count ?? 0;
      return countedActive;
    },
    activeInDivision: (divisionId) => kept.inDivision(divisionId, () => inDivision.all({ divisionId }).map(toPerson)),
    withRole: (role) =>
      kept.withRole(role, () =>
        people()
          .where(and(eq(member.active, true), sql`instr(',' || ${member.roles} || ',', ${`,${role},`}) > 0`))
          .orderBy(asc(member.code))
          .all()
          .map(toPerson),
      ),
    save(record, now) {
      kept.forget();
      write(record, now);
      countedActive = undefined;
    },
    setLocale(memberId, locale, now) {
      kept.forget();
      drizzle
        .update(member)
        .set({ locale, updatedAt: now })
        .where(inArray(member.id, [memberId]))
        .run();
    },
  };
}

/** Writing one person; a staff list of a province has thousands. */
function prepareSave(database: Database): Members['save'] {
  const { drizzle } = database;
  const value = sql.placeholder;
  const homeColumns = { id: division.id };
  const home = drizzle
    .select(homeColumns)
    .from(division)
    .where(eq(division.code, value('code')));
  const upsert = drizzle
    .insert(member)
    .values({
      code: value('code'),
      fullName: value('fullName'),
      divisionId: value('divisionId'),
      position: value('position'),
      employment: value('employment'),
      councilPost: value('councilPost'),
      phone: value('phone'),
      roles: value('roles'),
      active: value('active'),
      leftAt: value('leftAt'),
      createdAt: value('now'),
      updatedAt: value('now'),
    })
    .onConflictDoUpdate({
      target: member.code,
      set: {
        fullName: sql`excluded.full_name`,
        divisionId: sql`excluded.division_id`,
        position: sql`excluded.position`,
        employment: sql`excluded.employment`,
        councilPost: sql`excluded.council_post`,
        phone: sql`excluded.phone`,
        roles: sql`excluded.roles`,
        active: sql`excluded.active`,
        // Since when is remembered from the first list that says so; who returns is here again, name and all.
        leftAt: sql`CASE WHEN excluded.active THEN NULL ELSE coalesce(member.left_at, excluded.updated_at) END`,
        anonymisedAt: sql`CASE WHEN excluded.active THEN NULL ELSE member.anonymised_at END`,
        updatedAt: sql`excluded.updated_at`,
      },
    });
  const homeOf = prepareRead(database, home, homeColumns);
  const write = prepareWrite(database, upsert);
  return (record, now) => {
    const found = homeOf.get({ code: record.divisionCode });
    if (found === undefined) throw new Error(`division ${record.divisionCode} is not stored`);
    const leftAt = record.active ? null : now;
    write({ ...record, divisionId: found.id, roles: record.roles.join(','), leftAt, now });
  };
}
