/** A session of the look-up is over after fifteen minutes. */
const LONGEST_SESSION_SECONDS = 14 * 60;

/** The one who asks with a session of the look-up, and no token. */
export const LOOK_UP = 'look-up';

/**
 * How long the next turn may last, so that everybody who still has one gets as much of the time that is left.
 * @param {number} secondsLeft
 * @param {readonly string[]} waiting who still has a turn, the next first
 * @returns {number} whole seconds, at least one
 */
export function secondsOfTurn(secondsLeft, waiting) {
  const share = Math.max(1, Math.floor(secondsLeft / waiting.length));
  return waiting[0] === LOOK_UP ? Math.min(share, LONGEST_SESSION_SECONDS) : share;
}

/**
 * What the turns came to: 0 only where everybody asked something and nothing was found.
 * @param {readonly {role: string, sent: number, isSound: boolean}[]} turns
 * @param {number} seed of the last round
 * @returns {{code: 0 | 1, sentence: string}}
 */
export function verdictOf(turns, seed) {
  const sum = turns.reduce((all, { sent }) => all + sent, 0);
  const counts = `${sum} requests (${turns.map(({ role, sent }) => `${role} ${sent}`).join(', ')})`;
  const found = turns.filter(({ isSound }) => !isSound).map(({ role }) => role);
  if (found.length > 0) return { code: 1, sentence: `${counts}; what is told above was found as ${found.join(', ')} (again: npm run fuzz -- --seed ${seed} --as ${found[0]})` };
  const silent = turns.filter(({ sent }) => sent === 0).map(({ role }) => role);
  if (silent.length > 0) return { code: 1, sentence: `${counts}; nothing was asked as ${silent.join(', ')}, so nothing is known of it: give it more time` };
  return { code: 0, sentence: `${counts}: no failure of the server, no answer that is not described, and none that tells of its insides` };
}
