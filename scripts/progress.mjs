const STILL_WORKING_EVERY_MS = 15_000;

/**
 * Runs one step of the preparation and says so on standard error while it happens: once when it begins, every fifteen
 * seconds while it lasts, and with its duration when it ends.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  say(`${what} …`);
  const reminder = setInterval(() => say(`${what}: still at it (${seconds()})`), STILL_WORKING_EVERY_MS);
  try {
    const result = await work();
    say(`${what}: done (${seconds()})`);
    return result;
  } catch (error) {
    say(`${what}: failed (${seconds()})`);
    throw error;
  } finally {
    clearInterval(reminder);
  }
}

/**
 * One line for the person who waits; standard output stays free for results.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`• ${line}\n`);
}

/**
 * Runs a script's body; a failure is printed as one message without a stack and ends the process with the error's own
 * exit code, else 1.
 * @param {() => Promise<number | void>} body its number, if any, is the exit code
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? process.exitCode ?? 0;
  } catch (error) {
    process.stderr.write(`\n✖ ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error?.exitCode ?? 1;
  }
}
