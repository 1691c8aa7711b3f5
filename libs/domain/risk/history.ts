import { MS_PER_DAY } from '../time/instant.js';
import { logOdds } from './logistic.js';
import { type PastMoment, type RiskMoment, shareUsed } from './moment.js';

/** How much history weighs. */
export interface HistoryOptions {
  /** Moments a level must have before it weighs as much as the level above it. */
  readonly strength: number;
  /** Days after which what happened weighs half; absent: everything weighs the same. */
  readonly halfLifeDays?: number;
}

/** What was counted under a key; `asOf` is when its weights were last brought down. */
export interface Tally {
  readonly n: number;
  readonly late: number;
  /** Dwell until the end: how many, and the sum of their logarithms. */
  readonly ended: number;
  readonly logDwell: number;
  readonly asOf: number;
}

/** A tally while it is counted in: hundreds of thousands of additions make no new objects. */
type OpenTally = { -readonly [Field in keyof Tally]: Tally[Field] };

const NOTHING: Tally = { n: 0, late: 0, ended: 0, logDwell: 0, asOf: 0 };
const SHARE_STEPS = 10;
const ALL = 'all';

/**
 * Late rates and dwell by procedure, then agency, then stage, then tenth of the term used, each level drawn towards the one
 * above it the less it has seen. Moments are taken in as they become known, so it grows without being counted again.
 */
export class History {
  readonly #tallies: Map<string, OpenTally>;

  constructor(
    readonly options: HistoryOptions,
    tallies: Iterable<readonly [string, Tally]> = [],
  ) {
    this.#tallies = new Map([...tallies].map(([key, tally]) => [key, { ...tally }]));
  }

  /** Takes in whether a dossier kept its date, at the moment that became known. */
  learnOutcome(moment: PastMoment): void {
    for (const tally of this.#opened(moment, moment.knownAt)) {
      tally.n += 1;
      if (moment.late) tally.late += 1;
    }
  }

  /** Takes in how long a dossier still took, when it has ended. */
  learnDwell(moment: PastMoment): void {
    if (moment.endedAt === undefined || moment.endedAt <= moment.at) return;
    const logDwell = Math.log(moment.endedAt - moment.at);
    for (const tally of this.#opened(moment, moment.endedAt)) {
      tally.ended += 1;
      tally.logDwell += logDwell;
    }
  }

  /** The rate of all dossiers, strictly between 0 and 1. */
  get baseRate(): number {
    const { n, late } = this.#tallies.get(ALL) ?? NOTHING;
    return (late + 0.5) / (n + 1);
  }

  /** The late rate of dossiers like this one, strictly between 0 and 1. */
  rateOf(moment: RiskMoment): number {
    return keysOf(moment).slice(1).reduce((above, key) => {
      const { n, late } = this.#tallies.get(key) ?? NOTHING;
      return (late + this.options.strength * above) / (n + this.options.strength);
    }, this.baseRate);
  }

  /** Log-odds of `rateOf`. */
  logOddsOf(moment: RiskMoment): number {
    return logOdds(this.rateOf(moment));
  }

  /** Milliseconds dossiers like this one still took (geometric mean); `undefined` before any has ended. */
  dwellOf(moment: RiskMoment): number | undefined {
    const [all, ...keys] = keysOf(moment).map((key) => this.#tallies.get(key) ?? NOTHING);
    if (all === undefined || all.ended === 0) return undefined;
    const mean = keys.reduce((above, { ended, logDwell }) => (logDwell + this.options.strength * above) / (ended + this.options.strength), all.logDwell / all.ended);
    return Math.exp(mean);
  }

  /** What is worth keeping, in the order of keys: levels seen less than `least` say next to nothing beside the one above. */
  entries(least: number): readonly (readonly [string, Tally])[] {
    return [...this.#tallies].filter(([, { n, ended }]) => n >= least || ended >= least).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The tallies a moment belongs to, their weights brought down to an instant. */
  #opened(moment: RiskMoment, at: number): readonly OpenTally[] {
    return keysOf(moment).map((key) => {
      const tally = this.#tallies.get(key) ?? { ...NOTHING, asOf: at };
      this.#fade(tally, at);
      this.#tallies.set(key, tally);
      return tally;
    });
  }

  #fade(tally: OpenTally, at: number): void {
    const { halfLifeDays } = this.options;
    if (halfLifeDays === undefined || at <= tally.asOf) return;
    const share = 2 ** (-(at - tally.asOf) / (halfLifeDays * MS_PER_DAY));
    tally.n *= share;
    tally.late *= share;
    tally.ended *= share;
    tally.logDwell *= share;
    tally.asOf = at;
  }
}

/** Keys of moments met before: a fit asks for those of each a score of times. */
const KEYS = new WeakMap<RiskMoment, readonly string[]>();

/** From the widest to the narrowest. The share comes last, so that a stage nobody has reached before still has the rate of its agency. */
function keysOf(moment: RiskMoment): readonly string[] {
  const known = KEYS.get(moment);
  if (known !== undefined) return known;
  const keys = makeKeys(moment);
  KEYS.set(moment, keys);
  return keys;
}

function makeKeys(moment: RiskMoment): readonly string[] {
  const { procedure, agency, stage } = moment;
  const tenth = String(Math.min(Math.floor(shareUsed(moment) * SHARE_STEPS), SHARE_STEPS - 1));
  return [ALL, procedure, `${procedure} ${agency}`, `${procedure} ${agency} ${stage}`, `${procedure} ${agency} ${stage} ${tenth}`];
}
