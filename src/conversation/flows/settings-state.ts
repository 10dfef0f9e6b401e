import * as z from 'zod';
import type { MemberContext } from '../context.ts';
import type { Step } from '../flow.ts';

/** Data of the settings dialogue. */
export const settingsState = z.object({
  /** First day of a leave, while its last one is asked for. */
  leaveFrom: z.string().default(''),
});

export type SettingsState = z.infer<typeof settingsState>;
export type SettingsStep = Step<SettingsState, MemberContext>;

export const SETTINGS_START: SettingsState = { leaveFrom: '' };
