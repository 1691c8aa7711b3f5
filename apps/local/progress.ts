/** Says one line to the person who started the stack. */
export function say(line: string): void {
  process.stdout.write(`• ${line}\n`);
}

/** Does one step of the start and says how long it took. */
export async function phase<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  say(`${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return result;
}
