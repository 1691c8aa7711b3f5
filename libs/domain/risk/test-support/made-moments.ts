import { parseInstant } from '../../time/instant.js';
import { logistic } from '../logistic.js';
import { MOMENT_SHARES, type PastMoment } from '../moment.js';

const MS_PER_DAY = 86_400_000;
export const MADE_FROM = parseInstant('2024-01-01T08:00:00+07:00');

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A generated moment beside the probability it was drawn with. */
export interface MadeMoment extends PastMoment {
  readonly truth: number;
}

/**
 * Dossiers of three agencies over two years, each late with a probability that follows from its agency, its supplements and the
 * load, and known exactly. Nobody ends before the date or long after, so that every moment of a dossier has that same probability.
 */
export function madeMoments(count: number, seed: number): readonly MadeMoment[] {
  const next = chances(seed);
  return Array.from({ length: count }, (_, index): readonly MadeMoment[] => {
    const agency = Math.floor(next() * 3);
    const supplements = next() < 0.3 ? 1 : 0;
    const load = 0.5 + next();
    const truth = logistic(-3 + agency * 1.2 + supplements * 1.5 + Math.log(load));
    const termFrom = MADE_FROM + Math.floor((index / count) * 700 * MS_PER_DAY);
    const dueAt = termFrom + 20 * MS_PER_DAY;
    const late = next() < truth;
    return MOMENT_SHARES.map((share) => ({
      dossier: `d${String(index)}`, at: termFrom + share * 20 * MS_PER_DAY, share, procedure: 'p', agency: `a${String(agency)}`, stage: 's', termFrom, dueAt,
      stageSince: termFrom, pauses: 0, supplements, load, late, knownAt: dueAt, endedAt: dueAt + (late ? MS_PER_DAY : 0), truth,
    }));
  }).flat();
}
