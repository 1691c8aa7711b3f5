/** What happens goes to standard error; results go to standard output. */
export function say(line: string): void {
  process.stderr.write(`drill: ${line}\n`);
}
