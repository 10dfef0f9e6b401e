/** What the runtime logs with: fields first, then a static message. No texts of messages, no tokens, no ballots. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What an error says about itself without its message, which may quote a person's words or a platform's URL. */
export function errorFields(error: unknown): { readonly error: string; readonly at: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error, at: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
  // The first line of a stack is the message; the frames below it are file names and lines.
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: code, at: frames.slice(0, 4).join(' | ').replace(/\s+/g, ' ') };
}
