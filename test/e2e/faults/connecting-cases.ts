import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { startSelfSigned } from '../../support/self-signed.ts';

/** A way in which no connection to a platform comes about. */
export interface ConnectingCase {
  readonly what: string;
  /** The address under which the platform is looked for. */
  readonly root: () => string | Promise<string>;
  /** The code by which the log names it. */
  readonly named: RegExp;
  /** What follows, in words, for docs/faults.md. */
  readonly follows: string;
}

const FOLLOWS =
  'certainly not done: what is to leave waits, as where nobody listens; `/readyz` names the network, the log the code';

async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

/** Faults of connecting and what follows, rows of the table in docs/faults.md. */
export const CONNECTING: readonly ConnectingCase[] = [
  {
    what: 'a name that does not resolve',
    root: () => 'https://platform.invalid',
    named: /ENOTFOUND|EAI_AGAIN/,
    follows: FOLLOWS,
  },
  { what: 'a closed port', root: closedPort, named: /ECONNREFUSED/, follows: FOLLOWS },
  {
    what: 'a certificate that nobody has signed',
    root: startSelfSigned,
    named: /DEPTH_ZERO_SELF_SIGNED_CERT/,
    follows: FOLLOWS,
  },
];
