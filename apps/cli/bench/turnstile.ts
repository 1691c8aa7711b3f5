import type { Turn } from './standard-dossier.js';

/** Lets at most `places` pieces of work be under way; the others wait in the order they came. */
export function turnstile(places: number): Turn {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free === 0) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      free -= 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) {
        free += 1;
      } else {
        next();
      }
    }
  };
}
