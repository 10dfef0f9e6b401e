import { err, ok, type Result } from '../../lib/result.ts';
import { kindOfCode, kindOfPage, type ZaloFailure } from './failure.ts';

/**
 * Reads an answer of the platform. Errors mostly come as HTTP 200 with `ok: false`, so the body's `error_code` decides
 * first and the HTTP status second; 0 is success. An answer without the envelope is its own result.
 */
export function readAnswer(
  httpStatus: number,
  body: string,
  clean: (text: string) => string,
): Result<unknown, ZaloFailure> {
  const answer = parsed(body);
  if (answer === null) {
    const detail = `http ${httpStatus} page`;
    return err({ kind: kindOfPage(httpStatus), errorCode: null, httpStatus, detail });
  }
  const errorCode = codeOf(answer.error_code);
  const code = errorCode ?? (httpStatus >= 400 ? httpStatus : null);
  if (code === null && answer.ok !== false) return ok('result' in answer ? answer.result : answer);
  const description = typeof answer.description === 'string' ? answer.description : '';
  const detail = clean(`${code ?? httpStatus} ${description}`.trim());
  return err({ kind: code === null ? 'rejected' : kindOfCode(code), errorCode, httpStatus, detail });
}

function parsed(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    if (Array.isArray(value)) return { result: value };
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

// Some answers write the code as a string; success may carry 0.
function codeOf(value: unknown): number | null {
  const code = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof code === 'number' && Number.isInteger(code) && code !== 0 ? code : null;
}
