import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../lib/project-root.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type ReadTemplate, TEMPLATE_FILES } from '../reports/documents/document-kinds.ts';
import type { Template } from '../reports/documents/fill-template.ts';
import type { TemplateProblem } from '../reports/documents/template-problem.ts';

/** Folder of the shipped templates, and of the office's own below the data folder. */
const FOLDER = 'templates';

/**
 * Templates of one office. Files are read at every use, so that what the office saves counts from then on; its own file
 * that cannot be read is told and never passed over for the shipped one.
 */
export function documentTemplates(dataDir: string): ReadTemplate {
  return async (kind) => {
    const file = TEMPLATE_FILES[kind];
    const own = await readTemplate(join(dataDir, FOLDER, file), file);
    return own.ok || own.error.code !== 'template_missing' ? own : readTemplate(join(projectRoot, FOLDER, file), file);
  };
}

async function readTemplate(path: string, file: string): Promise<Result<Template, TemplateProblem>> {
  try {
    return ok({ file, bytes: await readFile(path) });
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    return err({ code: missing ? 'template_missing' : 'template_unreadable', file, tags: [] });
  }
}
