import { type Instant, instant, MS_PER_MINUTE } from '#domain';

/** Something that happens at an instant; what follows from it is put on the agenda. */
export interface Due {
  readonly at: Instant;
  readonly act: () => Promise<readonly Due[]>;
}

const WINDOW_MS = 30 * MS_PER_MINUTE;
const AT_ONCE = 12;

/**
 * Has everything happen up to an instant in order of time: half an hour at once, for what is due within it concerns different
 * dossiers, each under a clock of its own.
 * @param windowDone called after each half hour in which something happened, with its end
 */
export async function runAgenda(first: readonly Due[], until: Instant, windowDone: (at: Instant) => Promise<void>): Promise<void> {
  const windows = new Map<number, Due[]>();
  const add = (due: Due): void => {
    if (due.at >= until) return;
    const window = Math.floor(due.at / WINDOW_MS);
    const there = windows.get(window);
    if (there === undefined) windows.set(window, [due]);
    else there.push(due);
  };
  first.forEach(add);
  while (windows.size > 0) {
    const window = Math.min(...windows.keys());
    const due = (windows.get(window) ?? []).sort((a, b) => a.at - b.at);
    windows.delete(window);
    for (let from = 0; from < due.length; from += AT_ONCE) {
      const following = await Promise.all(due.slice(from, from + AT_ONCE).map(({ act }) => act()));
      following.flat().forEach(add);
    }
    if (!windows.has(window)) {
      await windowDone(instant(Math.min(until, (window + 1) * WINDOW_MS)));
    }
  }
}
