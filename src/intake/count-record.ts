import * as z from 'zod';
import { COUNT_RECORD_VERSION, type CountRecord } from '../domain/ballot/count-record.ts';
import { err, ok, type Result } from '../lib/result.ts';

const count = z.number().int().min(0);

const countRecord = z.object({
  version: z.literal(COUNT_RECORD_VERSION),
  election: z.number().int().positive(),
  name: z.string(),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  countedAt: z.number().int(),
  members: count,
  voted: count,
  paper: count,
  lines: z
    .array(
      z.object({
        nominee: z.number().int().positive(),
        agree: count,
        disagree: count,
        noOpinion: count,
        invalid: count,
      }),
    )
    .min(1),
});

/** Reads the file that was handed out with the minutes of a count. */
export function readCountRecord(bytes: Uint8Array): Result<CountRecord, 'count_record_unreadable'> {
  try {
    const read = countRecord.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? ok(read.data) : err('count_record_unreadable');
  } catch {
    return err('count_record_unreadable');
  }
}
