import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A place in a bundled file as V8 writes it. */
const PLACE = /(file:\/\/[^\s()]+\.c?js):(\d+):(\d+)/;

/**
 * From now on stack traces name the lines of the sources that the bundle was made of. The maps are read when the first
 * trace is written: Node's own `--enable-source-maps` reads them at every start, which costs it a tenth of a second.
 */
export function nameSourceLines(): void {
  const maps = new Map<string, SourceMap | null>();

  function mapOf(file: string): SourceMap | null {
    const known = maps.get(file);
    if (known !== undefined) return known;
    const map = readMap(file);
    maps.set(file, map);
    return map;
  }

  Error.prepareStackTrace = (error, places) => {
    const lines = places.map((place) => `    at ${sourceLine(String(place), mapOf)}`);
    return [Error.prototype.toString.call(error), ...lines].join('\n');
  };
}

function sourceLine(place: string, mapOf: (file: string) => SourceMap | null): string {
  return place.replace(PLACE, (written, file: string, line: string, column: string) => {
    const found = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (found === undefined || !('originalSource' in found)) return written;
    const { originalSource, originalLine, originalColumn } = found;
    return `${new URL(originalSource, file).href}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

function readMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(fileURLToPath(`${file}.map`), 'utf8')));
  } catch {
    // A file without a map, such as a package's own, is named as it is.
    return null;
  }
}
