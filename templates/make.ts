import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Packer } from 'docx';
import { SHIPPED } from './shipped.ts';

// Writes the shipped templates; run by `npm run templates` in the project's folder.
for (const [file, make] of Object.entries(SHIPPED)) {
  writeFileSync(join('templates', file), await Packer.toBuffer(make()));
}
