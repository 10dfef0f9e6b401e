import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONFIG_NAMES, parseConfig } from '../src/config.ts';
import { FILE_LIMITS } from '../src/domain/file-kind.ts';
import { projectRoot } from '../src/lib/project-root.ts';
import { WEBHOOK_LIMIT_BYTES } from '../src/web/public-routes.ts';

const textOf = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

function defaults() {
  const config = parseConfig({}, projectRoot);
  if (!config.ok) throw new Error('an empty environment is a good one');
  return config.value;
}

const { PORT } = defaults();
const LARGEST_FILE = Math.max(...Object.values(FILE_LIMITS).map(({ bytes }) => bytes));

describe('the Dockerfile', () => {
  const lines = textOf('Dockerfile')
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  const copies = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) =>
      line
        .split(' ')
        .filter((word) => !word.startsWith('--'))
        .slice(1, -1),
    );
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  it('copies what exists, and what .dockerignore lets through', () => {
    expect(copies.length).toBeGreaterThan(8);
    expect(copies.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    const letThrough =
      textOf('.dockerignore')
        .match(/^!.*$/gm)
        ?.map((line) => line.slice(1)) ?? [];
    const allowed = (path: string) =>
      letThrough.some(
        (one) => path === one || path.startsWith(`${one}/`) || (one === 'build*.mjs' && /^build.*\.mjs$/.test(path)),
      );
    expect(copies.filter((path) => !allowed(path))).toEqual([]);
    for (const secret of ['.env', 'data', '.git']) expect(allowed(secret)).toBe(false);
  });

  it('has everything that the program reads below its folder', () => {
    const kept = last.join('\n');
    for (const path of [
      'package.json',
      'migrations',
      'templates',
      'examples',
      'src/web/static',
      'node_modules',
      'dist',
    ]) {
      expect(kept).toMatch(new RegExp(`COPY .*${path}`));
    }
  });

  it('runs as nobody special, with settings that exist, and asks whether the program lives', () => {
    expect(last.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    const [settings = ''] = last.filter((line) => line.startsWith('ENV '));
    const names = [...settings.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name);
    expect(names.filter((name) => name !== 'NODE_ENV' && !CONFIG_NAMES.some((known) => known === name))).toEqual([]);
    expect(last).toContain(`EXPOSE ${PORT}`);
    expect(last.join('\n')).toMatch(/HEALTHCHECK[\s\S]*\/healthz/);
    expect(last.findLast((line) => line.startsWith('CMD '))).toContain('"dist/main.js"');
    expect(textOf('build-program.mjs')).toContain("main: 'src/launch.ts'");
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(textOf('compose.yaml')) as {
    services: { thidua: Readonly<Record<string, unknown>> };
    volumes: Readonly<Record<string, unknown>>;
  };
  const { thidua } = services;

  it('publishes to this machine only, keeps the data, and cannot write elsewhere', () => {
    expect(thidua.ports).toEqual([`127.0.0.1:${PORT}:${PORT}`]);
    expect(thidua.volumes).toEqual(['thidua-data:/data']);
    expect(Object.keys(volumes)).toEqual(['thidua-data']);
    expect(thidua).toMatchObject({ read_only: true, init: true, env_file: '.env', cap_drop: ['ALL'] });
    expect(thidua.environment).toMatchObject({ DATA_DIR: '/data', PORT: String(PORT) });
  });

  it('gives a stop its time, and its log an end', () => {
    const [, patience] = /PATIENCE_MS = ([\d_]+)/.exec(textOf('src/main.ts')) ?? [];
    expect(Number.parseInt(String(thidua.stop_grace_period), 10) * 1_000).toBeGreaterThan(
      Number(patience?.replace('_', '')),
    );
    expect(thidua.logging).toMatchObject({ driver: 'json-file', options: { 'max-size': expect.any(String) } });
  });
});

describe('examples/deploy', () => {
  it('thidua.service runs what is built, as its own user, and may write its data alone', () => {
    const unit = textOf('examples/deploy/thidua.service');
    for (const line of ['User=thidua', 'StateDirectory=thidua', 'ProtectSystem=strict', 'NoNewPrivileges=true']) {
      expect(unit).toContain(`\n${line}\n`);
    }
    expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node .*dist\/main\.js$/m);
    // JavaScript could not be compiled.
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
  });

  it('its scripts may be run', () => {
    for (const name of ['thidua', 'thidua-docker']) {
      expect(statSync(join(projectRoot, 'examples/deploy', name)).mode & 0o111).not.toBe(0);
    }
  });

  it.each(['nginx.conf', 'Caddyfile'])('%s lets in what the program takes, and nothing of the operator', (name) => {
    const text = textOf(`examples/deploy/${name}`);
    const rules = text.replace(/^\s*#.*$/gm, '');
    expect(rules).not.toMatch(/healthz|readyz|metrics/);
    expect(rules).toContain(`127.0.0.1:${PORT}`);
    for (const path of ['/webhooks/', '/upload/', 'files', 'ballot', 'static']) expect(rules).toContain(path);
    const sizes = [...rules.matchAll(/(?:client_max_body_size|max_size) (\d+)(m|MiB|k|KiB)/g)].map(
      ([, size, unit]) => Number(size) * (unit?.toLowerCase().startsWith('m') === true ? 1024 * 1024 : 1024),
    );
    expect(sizes[0]).toBe(WEBHOOK_LIMIT_BYTES);
    expect(sizes[1]).toBeGreaterThan(LARGEST_FILE);
    expect(sizes[1]).toBeLessThan(LARGEST_FILE * 1.2);
  });
});
