import { complaintLocale, loadConfig, parseConfig } from './config.ts';
import { projectRoot } from './lib/project-root.ts';
import { nameSourceLines } from './lib/source-lines.ts';
import { createCatalogue } from './presentation/catalogue.ts';
import { configProblemLines, startedLines, startProblemLine } from './presentation/start-up.ts';
import { startProgram } from './program.ts';

/** Time after a signal before the process ends without waiting any longer. */
const PATIENCE_MS = 4_500;

/** The bot from its start to a signal; what keeps it from starting is told, and ends the process with 1. */
export async function main(): Promise<void> {
  nameSourceLines();
  const config = loadConfig(projectRoot);
  if (!config.ok) {
    const catalogue = createCatalogue('UTC');
    process.stderr.write(`${configProblemLines(config.error, catalogue, complaintLocale()).join('\n')}\n`);
    process.exit(1);
  }

  const { LOCALE, TIMEZONE, DATA_DIR, HOST, PORT } = config.value;
  const catalogue = createCatalogue(TIMEZONE);
  const starting = startProgram(config.value, projectRoot);

  // Also while it starts: whoever ends it then must not leave it half open.
  let ending = false;
  function end(): void {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), PATIENCE_MS);
    void starting.then((started) => (started.ok ? started.value.stop() : undefined)).then(() => process.exit(0));
  }
  process.on('SIGTERM', end);
  process.on('SIGINT', end);

  const started = await starting;
  if (!started.ok) {
    const params = { dataDir: DATA_DIR, host: HOST, port: String(PORT) };
    process.stderr.write(`${startProblemLine(started.error, params, catalogue, LOCALE)}\n`);
    process.exit(1);
  }
  // For whoever sits before it; what collects logs gets nothing but their lines.
  if (started.value.demo || process.stdout.isTTY) {
    process.stdout.write(`${startedLines(started.value, catalogue, LOCALE).join('\n')}\n`);
  }
}

/**
 * Starts the demonstration over an empty folder and ends it, whatever the settings of this machine: for the build, which
 * keeps the bytecode of what a start needs.
 */
export async function rehearse(dataDir: string): Promise<void> {
  const config = parseConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' }, projectRoot);
  const started = config.ok ? await startProgram(config.value, projectRoot) : config;
  if (started.ok) await started.value.stop();
}
