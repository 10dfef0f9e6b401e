import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as client from '../../../src/channels/zalo/client.ts';
import { kindOfCode, kindOfPage } from '../../../src/channels/zalo/failure.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { startFakeZalo } from '../../support/fake-zalo/start.ts';
import { closeWithTest } from './setup.ts';

const PAGE = readFileSync(join(projectRoot, 'docs', 'zalo-client.md'), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** Runs an example of the page against a fake and returns what it writes. */
async function written(example: string | undefined, zalo: Awaited<ReturnType<typeof startFakeZalo>>) {
  const imports = /^import \{ (\w+) \} from '\.\.\/src\/channels\/zalo\/client\.ts';\n/;
  const [, name = ''] = imports.exec(example ?? '') ?? [];
  expect(Object.keys(client)).toContain(name);
  const { code } = await transform((example ?? '').replace(imports, ''), { loader: 'ts' });
  const lines: string[] = [];
  const console = { log: (...words: unknown[]) => lines.push(words.join(' ')) };
  const run = new Function(
    'token',
    'apiRoot',
    'console',
    'client',
    `const { ${name} } = client; return (async () => {${code}})()`,
  );
  await run(zalo.token, zalo.url, console, client);
  return lines;
}

async function fake() {
  const zalo = await startFakeZalo();
  closeWithTest(() => zalo.close());
  return zalo;
}

describe('docs/zalo-client.md', () => {
  it('shows who the bot is', async () => {
    const zalo = await fake();
    expect(await written(EXAMPLES[0], zalo)).toEqual([`${zalo.bot.id} ${zalo.bot.displayName}`]);
  });

  it('answers a text', async () => {
    const zalo = await fake();
    const lines = written(EXAMPLES[1], zalo);
    await zalo.until(() => zalo.polling());
    zalo.person('Lan').say('xin chào');
    expect(await lines).toEqual(['answered']);
    expect(zalo.person('Lan').last().text).toBe('Đã nhận: xin chào');
  });

  it('reads an event of a webhook', async () => {
    expect(await written(EXAMPLES[2], await fake())).toEqual(['message.sticker.received']);
  });

  it('shows a failure', async () => {
    expect(await written(EXAMPLES[3], await fake())).toEqual(['chat-unknown 410']);
  });

  it('names every method and every kind of failure', () => {
    const methods = Object.keys(client.createZaloClient({ token: '1:x' }));
    for (const method of methods) expect(PAGE).toContain(`\`${method}(`);
    const codes = [400, 401, 403, 404, 408, 409, 410, 422, 429, 500];
    const kinds = new Set([...codes.map(kindOfCode), ...[429, 403, 500].map(kindOfPage)]);
    for (const kind of kinds) expect(PAGE).toContain(`\`${kind}\``);
  });
});
