import { takeMenusToSet } from '../app/menu-changes.ts';
import type { Work } from '../app/ports.ts';
import { COMMANDS } from '../conversation/script.ts';
import type { Locale, Person } from '../domain/person.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { commandMenu } from '../presentation/menus.ts';
import type { MenuCommand } from '../presentation/types.ts';
import type { WatchOptions } from './watch-options.ts';

/** Every menu is set once, whatever was set before it. */
const KEY_BYTES = 8;

/** The commands that a person's chats list, by who they are now; whoever left has what everybody has. */
export function memberMenu(work: Work, person: Person, catalogue: Catalogue, locale: Locale): readonly MenuCommand[] {
  const mine = { ...work, person };
  const commands = COMMANDS.filter((command) => person.active && command.unlisted !== true && command.available(mine));
  return commandMenu(commands, catalogue, locale);
}

/** Sets the menus of all whose roles have changed, in each of their chats. */
export function createMenuWatch(options: WatchOptions): (now: EpochMs) => void {
  const { store, random, zone, unitOfWork, post, catalogue, defaultLocale } = options;

  function setMenus(person: Person, now: EpochMs): void {
    const locale = person.locale ?? defaultLocale;
    const menu = memberMenu({ store, now, random, zone }, person, catalogue, locale);
    for (const { channel, chatId } of store.identities.ofMember(person.id)) {
      // Nothing leaves for whoever left but what any stranger gets.
      const to = { channel, chatId, memberId: person.active ? person.id : null, locale };
      post.menu(to, menu, `menu:${channel}:${person.id}:${random.token(KEY_BYTES)}`, now);
    }
  }

  return (now) =>
    unitOfWork.run(() => {
      for (const id of takeMenusToSet({ store })) {
        const person = store.members.byId(id);
        if (person !== null) setMenus(person, now);
      }
    });
}
