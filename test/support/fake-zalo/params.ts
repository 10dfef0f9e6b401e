import { badRequest } from './api-error.ts';

/** The fields of a call's JSON. */
export type Params = Readonly<Record<string, unknown>>;

/** A text field, or null where it is absent; throws `ApiError` where it is something else. */
export function textParam(params: Params, name: string): string | null {
  const value = params[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw badRequest(`${name} must be a string`);
  return value;
}

/** A text field that must be there. */
export function requiredText(params: Params, name: string): string {
  const value = textParam(params, name);
  if (value === null || value === '') throw badRequest(`${name} is required`);
  return value;
}
