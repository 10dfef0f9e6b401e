import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';
import { browserPlan, launchBrowser } from '../support/browser.ts';
import { openDemoPhone } from './demo-phone.ts';
import { playStories } from './stories.ts';

const plan = browserPlan(process.env.CHROMIUM_PATH, true);
if (!plan.run) throw new Error(plan.reason);
const pictures = join(projectRoot, 'docs', 'pictures');
mkdirSync(pictures, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'thidua-pictures-'));
const bot = spawn(process.execPath, ['dist/main.js'], {
  cwd: projectRoot,
  env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOCALE: 'vi' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const browser = await launchBrowser(plan.executablePath);
  const phone = await openDemoPhone(browser, await address());
  await playStories(phone, (name) => join(pictures, `${name}.png`));
  await browser.close();
} finally {
  bot.kill('SIGTERM');
  await once(bot, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
}

async function address(): Promise<string> {
  let said = '';
  for await (const chunk of bot.stdout) {
    said += String(chunk);
    const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('the demonstration did not start');
}
