import { eq } from 'drizzle-orm';
import type { Settings } from '../app/ports.ts';
import type { Database } from './database.ts';
import { setting } from './schema.ts';

/** Single values that outlive the process. */
export function createSettings({ drizzle }: Database): Settings {
  return {
    get: (name) => drizzle.select().from(setting).where(eq(setting.name, name)).get()?.value ?? null,
    set(name, value) {
      drizzle
        .insert(setting)
        .values({ name, value })
        .onConflictDoUpdate({ target: setting.name, set: { value } })
        .run();
    },
  };
}
