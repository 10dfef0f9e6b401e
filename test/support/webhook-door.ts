import { join } from 'node:path';
import type { Channel } from '../../src/channels/channel.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { ZONE } from './office-clock.ts';

/** The real web server with nothing behind it but Zalo's webhook. */
export interface WebhookDoor {
  /** Its address on this machine, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the door on a free port; `channel` is asked at each call, because a bot may be started again. */
export async function openWebhookDoor(channel: () => Channel | undefined): Promise<WebhookDoor> {
  const silent = { info() {}, warn() {}, error() {} };
  const server = createWebServer({
    host: '127.0.0.1',
    port: 0,
    log: silent,
    locale: 'vi',
    locales: ['vi'],
    texts: () => createCatalogue(ZONE).texts('vi'),
    health: {
      live: () => true,
      ready: () => ({ ready: true, reasons: [], database: 'ok', channels: {}, queue: { waiting: 0, oldestMs: 0 } }),
    },
    metrics: () => '',
    webhooks: {
      telegram: undefined,
      get zalo() {
        return channel();
      },
    },
    staticDir: join(projectRoot, 'src/web/static'),
  });
  if (!server.ok) throw new Error(server.error);
  const started = await server.value.start();
  if (!started.ok) throw new Error(started.error);
  return { url: started.value.url.replace(/\/$/, ''), close: () => server.value.stop() };
}
