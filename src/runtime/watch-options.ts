import type { UnitOfWork } from '../app/delivery-ports.ts';
import type { Work } from '../app/ports.ts';
import type { Locale } from '../domain/person.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import type { Post } from './post.ts';

/** What somebody who looks after people at every beat of the heart needs. */
export interface WatchOptions {
  readonly store: Work['store'];
  readonly random: Work['random'];
  readonly zone: string;
  readonly unitOfWork: UnitOfWork;
  readonly post: Post;
  readonly catalogue: Catalogue;
  readonly defaultLocale: Locale;
}
