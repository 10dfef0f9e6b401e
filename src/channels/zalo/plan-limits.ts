/**
 * What the Basic plan allows beside its monthly messages, which are a setting because offices may buy more of them.
 * From the platform's public pages (bot.zaloplatforms.com, October 2026); not seen with a bot of our own.
 */
export const BASIC_PLAN = {
  people: 50,
  source: 'https://bot.zaloplatforms.com',
  verified: false,
} as const;
