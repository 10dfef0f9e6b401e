import { say, type TextKey } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import type { Catalogue } from './catalogue.ts';
import type { MenuCommand } from './types.ts';

/** A command with the text that menus show for it. */
export interface ListedCommand {
  readonly name: string;
  readonly label: TextKey;
}

/** Controls that every menu ends with. */
const CONTROLS: readonly ListedCommand[] = [
  { name: 'menu', label: 'command.menu.label' },
  { name: 'trogiup', label: 'command.trogiup.label' },
  { name: 'quaylai', label: 'command.quaylai.label' },
  { name: 'huy', label: 'command.huy.label' },
];

/** The command menu of a private chat in one language. */
export function commandMenu(
  commands: readonly ListedCommand[],
  catalogue: Catalogue,
  locale: Locale,
): readonly MenuCommand[] {
  return [...commands, ...CONTROLS].map(({ name, label }) => ({
    command: name,
    description: catalogue.plain(say(label), locale),
  }));
}
