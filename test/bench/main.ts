import { PARTS } from './parts.ts';
import { type Figure, finalTable, whole } from './table.ts';

// `npm run bench` runs every part; `npm run bench -- sender starts` those that are named.
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);

const began = performance.now();
const figures: Figure[] = [];
for (const [name, run] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const since = performance.now();
  figures.push(...(await run()));
  console.log(`(${name}: ${whole((performance.now() - since) / 1e3)} s)\n`);
}
console.log(finalTable(figures).join('\n'));
console.log(`\n${whole((performance.now() - began) / 1e3)} s; Node ${process.version}, ${process.arch}`);
