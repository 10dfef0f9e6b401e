import { onTestFinished } from 'vitest';
import { createWebServer } from '../../src/web/web-server.ts';
import { builtBallotScript } from './ballot-script.ts';
import { type Office, type OfficeOptions, openOffice } from './office.ts';
import { type Phone, textPhone } from './phone.ts';
import { standInOptions } from './stand-in-messenger.ts';

/** An office whose people have bare text only, and whose pages are served over real HTTP. */
export interface OfficeWeb {
  readonly office: Office;
  readonly phone: Phone;
  readonly url: string;
}

/** Opens the office and its pages, with `scripts` those that the build bundles; both close with the test. */
export async function openOfficeWeb(options: OfficeOptions & { readonly scripts?: boolean } = {}): Promise<OfficeWeb> {
  let url: string | null = null;
  const office = await openOffice({ ...options, publicUrl: () => url });
  const created = createWebServer({
    ...standInOptions(undefined),
    log: office.log,
    files: { openFile: (token) => office.bot.fileDesk.openFile(token) },
    uploads: {
      look: (token) => office.bot.uploadDesk.look(token),
      deliver: (token, name, bytes) => office.bot.uploadDesk.deliver(token, name, bytes),
    },
    ballots: {
      look: (token, locale) => office.bot.ballotDesk.look(token, locale),
      cast: (token, marks) => office.bot.ballotDesk.cast(token, marks),
    },
    ...(options.scripts === true ? { builtDir: await builtBallotScript() } : {}),
  });
  if (!created.ok) throw new Error(created.error);
  onTestFinished(() => created.value.stop());
  const started = await created.value.start();
  if (!started.ok) throw new Error(started.error);
  url = started.value.url;
  return { office, phone: textPhone(office), url };
}

/** The last address that stands alone on a line of a message. */
export function linkIn(text: string): string {
  const link = text.split('\n').findLast((line) => /^https?:\/\/\S+$/.test(line));
  if (link === undefined) throw new Error(`no link in: ${text}`);
  return link;
}
