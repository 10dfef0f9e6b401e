import type { ChannelHealth } from '../channel.ts';

/** Short codes that `/readyz` and `doctor` show. */
export type Problem = 'unauthorised' | 'conflict' | 'network' | 'platform' | 'flood' | 'refused' | 'receiver';

/** The channel's changing state, read by `health()`. */
export interface HealthState {
  read(): ChannelHealth;
  set(state: ChannelHealth['state'], problem?: Problem): void;
}

/** A fresh state: stopped, without a problem. */
export function healthState(): HealthState {
  let current: ChannelHealth = { state: 'stopped', problem: null };
  return {
    read: () => current,
    set(state, problem) {
      current = { state, problem: problem ?? null };
    },
  };
}
