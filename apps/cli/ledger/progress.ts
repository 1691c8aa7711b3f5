const EVERY_MS = 1_000;

/** Prints a line to the error stream at most once a second, and none for work done faster than that. */
export function progressPrinter<T>(lineOf: (progress: T, seconds: number) => string): (progress: T) => void {
  const begun = performance.now();
  let last = begun;
  return (progress) => {
    const now = performance.now();
    if (now - last >= EVERY_MS) {
      last = now;
      process.stderr.write(`  ${lineOf(progress, (now - begun) / 1_000)}\n`);
    }
  };
}
