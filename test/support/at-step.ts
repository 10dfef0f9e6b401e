import { expect } from 'vitest';
import { everyRow } from './domain-state.ts';
import type { Office } from './office.ts';
import { openPhone, type Phone } from './phone.ts';
import { goTo } from './steps.ts';

/** What every message leaves behind, whatever it does. */
export const TRACES = ['dialogue', 'outbox', 'inbound_event'] as const;

/** Somebody at a step of a dialogue. */
export interface AtStep {
  readonly phone: Phone;
  readonly office: Office;
  readonly who: string;
  /** Expects that nothing but traces changed since. */
  unchanged(): void;
}

/** Opens an office and leads somebody to a step. */
export async function atStep(step: string): Promise<AtStep> {
  const phone = await openPhone('local');
  const { who } = await goTo(phone, step);
  const before = everyRow(phone.office.storage, TRACES);
  return {
    phone,
    office: phone.office,
    who,
    unchanged: () => expect(everyRow(phone.office.storage, TRACES)).toEqual(before),
  };
}
