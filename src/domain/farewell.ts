/** Kind of the last answers in a chat that its person gave up: their rows go once they are sent. */
export const FAREWELL = 'farewell';
