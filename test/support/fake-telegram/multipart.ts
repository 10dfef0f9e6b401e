import type { UploadedFile } from './params.ts';

/** Takes a multipart/form-data body apart; header values are UTF-8 as telegraf writes them. */
export function readMultipart(body: Buffer, contentType: string): Record<string, string | UploadedFile> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error('multipart without boundary');
  const fields: Record<string, string | UploadedFile> = {};
  const mark = Buffer.from(`--${boundary}`);
  let start = body.indexOf(mark);
  while (start >= 0) {
    const end = body.indexOf(mark, start + mark.length);
    if (end < 0) break;
    // Each part lies between two marks, inside line ends.
    const part = body.subarray(start + mark.length + 2, end - 2);
    const split = part.indexOf('\r\n\r\n');
    if (split >= 0) readPart(part.subarray(0, split).toString('utf8'), part.subarray(split + 4), fields);
    start = end;
  }
  return fields;
}

function readPart(header: string, content: Buffer, fields: Record<string, string | UploadedFile>): void {
  const name = /[; ]name="([^"]*)"/i.exec(header)?.[1];
  if (name === undefined) return;
  const file = /filename="([^"]*)"/i.exec(header)?.[1];
  fields[name] = file === undefined ? content.toString('utf8') : { name: file, bytes: Buffer.from(content) };
}
