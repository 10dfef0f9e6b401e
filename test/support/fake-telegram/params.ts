import { badRequest } from './api-error.ts';

/** A file in a multipart call. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The fields of a call, from JSON or multipart; values of multipart calls are strings. */
export type Params = Readonly<Record<string, unknown>>;

/** A text field, or null where it is absent. */
export function textParam(params: Params, name: string): string | null {
  const value = params[name];
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : String(value);
}

/** An integer field, given as a number or as digits; null where it is absent or something else. */
export function integerParam(params: Params, name: string): number | null {
  const value = params[name];
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : null;
}

/** An object or list field; multipart calls carry it as JSON text. */
export function jsonParam<T>(params: Params, name: string): T | null {
  const value = params[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return value as T;
  try {
    return JSON.parse(value) as T;
  } catch {
    throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
  }
}

/** An uploaded file. */
export function fileParam(params: Params, name: string): UploadedFile | null {
  const value = params[name];
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return null;
  return value as UploadedFile;
}

/** The yes-or-no field `name`. */
export function flagParam(params: Params, name: string): boolean {
  return params[name] === true || params[name] === 'true';
}
