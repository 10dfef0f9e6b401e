import type { UnitOfWork } from '../app/delivery-ports.ts';
import type { Store } from '../app/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import type { Files } from './files.ts';

/** What a job needs that makes a file of what is stored. */
export interface FileJobOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly zone: string;
  readonly catalogue: Catalogue;
  readonly files: Files;
  /** Whether a file reaches people on a channel, in the message or by a link. */
  readonly handsOver: (channel: string) => boolean;
}
