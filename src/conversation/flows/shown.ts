import * as z from 'zod';
import type { MemberContext } from '../context.ts';
import { defineFlow, end, type Flow } from '../flow.ts';
import type { Say } from '../text-key.ts';
import type { CommandChoice } from '../types.ts';

/** A flow that shows something and ends at once. */
export function showingFlow(
  name: string,
  show: (
    context: MemberContext,
    args: string,
  ) => { readonly say: readonly Say[]; readonly commands?: readonly CommandChoice[] },
): Flow {
  return defineFlow<null>({
    name,
    version: 1,
    state: z.null(),
    begin(context, args) {
      const shown = show(context, args);
      return end(shown.say, shown.commands);
    },
    steps: {},
  });
}
