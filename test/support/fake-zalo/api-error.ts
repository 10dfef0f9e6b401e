/** What Zalo answers instead of a result, mostly under HTTP 200. */
export class ApiError extends Error {
  readonly code: number;
  readonly description: string;

  constructor(code: number, description: string) {
    super(`${code} ${description}`);
    this.code = code;
    this.description = description;
  }
}

/** The HTML page of something in front of Zalo's servers. */
export class PageError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`page ${status}`);
    this.status = status;
  }
}

/** A 400: a parameter that Zalo does not take. */
export function badRequest(what: string): ApiError {
  return new ApiError(400, `Bad Request: ${what}`);
}
