const ANY_TOKEN = /\d{5,}:[A-Za-z0-9_-]{20,}/g;
const QUOTED = /"[^"]*"/g;
const MAX_DETAIL = 160;

/**
 * Makes a function that reduces a platform's error to a short detail: without the bot token (it is part of every
 * address) and without quoted parts, because Telegram quotes the message that it refuses.
 */
export function detailRedactor(token: string): (text: string) => string {
  const forms = [token, encodeURIComponent(token)].filter((form) => form !== '');
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, '[token]');
    return clean.replace(ANY_TOKEN, '[token]').replace(QUOTED, '"…"').slice(0, MAX_DETAIL);
  };
}
