/** What Telegram answers instead of a result. */
export class ApiError extends Error {
  readonly code: number;
  readonly description: string;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  constructor(code: number, description: string, parameters?: Readonly<Record<string, number>>) {
    super(`${code} ${description}`);
    this.code = code;
    this.description = description;
    this.parameters = parameters;
  }
}

/** A 400 in Telegram's wording. */
export function badRequest(what: string, parameters?: Readonly<Record<string, number>>): ApiError {
  return new ApiError(400, `Bad Request: ${what}`, parameters);
}

/** A 403 in Telegram's wording. */
export function forbidden(what: string): ApiError {
  return new ApiError(403, `Forbidden: ${what}`);
}

/** A 409 in Telegram's wording. */
export function conflict(what: string): ApiError {
  return new ApiError(409, `Conflict: ${what}`);
}
