import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Divisions, Members } from '../app/ports.ts';
import type { Role } from '../domain/member.ts';
import type { Person } from '../domain/person.ts';
import type { Database } from './database.ts';
import type { KeptPeople } from './kept-people.ts';
import { division, member } from './schema.ts';
import { prepareRead } from './statement.ts';

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
      drizzle
        .select({ id: division.id, code: division.code, name: division.name, active: division.active })
        .from(division)
        .orderBy(asc(division.ordinal))
        .all(),
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
    active: () =>
      people().where(eq(member.active, true)).orderBy(asc(division.ordinal), asc(member.code)).all().map(toPerson),
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
      const home = drizzle
        .select({ id: division.id })
        .from(division)
        .where(eq(division.code, record.divisionCode))
        .get();
      if (home === undefined) throw new Error(`division ${record.divisionCode} is not stored`);
      const values = {
        fullName: record.fullName,
        divisionId: home.id,
        position: record.position,
        employment: record.employment,
        councilPost: record.councilPost,
        phone: record.phone,
        roles: record.roles.join(','),
        active: record.active,
        updatedAt: now,
      };
      drizzle
        .insert(member)
        .values({ code: record.code, createdAt: now, ...values })
        .onConflictDoUpdate({ target: member.code, set: values })
        .run();
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
