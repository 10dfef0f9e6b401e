import type { HttpBindings } from '@hono/node-server';

/** What routes know of the connection beneath a request. */
export interface WebEnv {
  Bindings: Partial<HttpBindings>;
}
