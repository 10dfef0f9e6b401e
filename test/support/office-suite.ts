import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PLACES = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

/** Programs that open what was made. */
interface OfficeSuite {
  readonly soffice: string;
  readonly pdftotext: string;
}

/** Where LibreOffice and poppler are; null where one is missing, which throws in CI: it can never look like success. */
export function officeSuite(ci: boolean): OfficeSuite | null {
  const [soffice, pdftotext] = ['soffice', 'pdftotext'].map((program) =>
    PLACES.map((place) => join(place, program)).find((path) => existsSync(path)),
  );
  if (soffice !== undefined && pdftotext !== undefined) return { soffice, pdftotext };
  if (ci) throw new Error('no soffice or no pdftotext found: tests of printed pages must run in CI');
  return null;
}

/** Has LibreOffice make PDF files of Word files, all at once, beside them. */
export async function toPdf({ soffice }: OfficeSuite, folder: string, names: readonly string[]): Promise<void> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const files = names.map((name) => join(folder, `${name}.docx`));
  await run(soffice, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files]);
}

/** One word of a page with its place in millimetres from the upper left corner. */
export interface PlacedWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Page {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  readonly words: readonly PlacedWord[];
}

const MM_OF_POINT = 25.4 / 72;

/** The pages of a PDF file as poppler reads them. */
export async function pagesOf({ pdftotext }: OfficeSuite, path: string): Promise<readonly Page[]> {
  const { stdout } = await run(pdftotext, ['-bbox', path, '-'], { maxBuffer: 64 * 1024 * 1024 });
  return [...stdout.matchAll(/<page width="([\d.]+)" height="([\d.]+)">(.*?)<\/page>/gs)].map(
    ([, width = '', height = '', inner = '']) => ({
      width: millimetres(width),
      height: millimetres(height),
      words: [
        ...inner.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/gs),
      ].map(([, left = '', top = '', right = '', bottom = '', text = '']) => ({
        text,
        left: millimetres(left),
        right: millimetres(right),
        top: millimetres(top),
        bottom: millimetres(bottom),
      })),
    }),
  );
}

function millimetres(points: string): number {
  return Number(points) * MM_OF_POINT;
}
