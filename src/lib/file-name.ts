import { oneLine, tidy } from './vietnamese.ts';

/** Longest name that is kept, in characters: every file system takes four bytes of each. */
const LONGEST = 60;
/** What no name may hold: invisible characters and those that turn writing round, and what Windows refuses. */
const FORBIDDEN = /[\p{Cc}\p{Cf}<>:"|?*%]/gu;

/** Names that Windows keeps for devices, whatever their ending; a file of that name cannot be saved there. */
const RESERVED = /^(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(?=\s*(?:\.|$))/i;

/**
 * A file name as a person may see it: the last part of a path, no control, invisible or bidirectional characters, no
 * leading dots, no device of Windows, at most 60 characters with its ending kept; empty when nothing readable is left.
 */
export function tidyFileName(name: string): string {
  const last = name.slice(-1_000).split(/[/\\]/).at(-1) ?? '';
  const bare = oneLine(tidy(last.replace(/\p{Surrogate}/gu, '')))
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(RESERVED, '_$&');
  const characters = [...bare];
  if (characters.length <= LONGEST) return bare;
  const ending = /\.\w{1,5}$/.exec(bare)?.[0] ?? '';
  const stem = characters.slice(0, LONGEST - ending.length).join('');
  return `${stem.replace(/[.\s]+$/, '')}${ending}`;
}

/** Ending of a file name in lower case, without the dot; empty when there is none. */
export function endingOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
