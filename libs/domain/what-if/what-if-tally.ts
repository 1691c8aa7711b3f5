import { type RateValue, rateValue } from '../performance/rate-value.js';
import { type Assumption, ASSUMPTIONS } from './replay.js';
import { isLateIn, type JudgedItem, type JudgedWindow } from './judged-items.js';
import type { Replayed } from './plain-life.js';

/** One agency's numbers. */
interface AgencyCounts {
  before: number;
  of: number;
  readonly after: Record<Assumption, number>;
  readonly toLate: Record<Assumption, number>;
  readonly toInTime: Record<Assumption, number>;
}

/** What a replay comes to under one assumption, for an agency or all of them. */
export interface WhatIfLine {
  readonly after: RateValue;
  /** Change of the numerator. */
  readonly difference: number;
  /** Counted in time before and late now, and the other way round; less each other they are the difference. */
  readonly toLate: number;
  readonly toInTime: number;
}

/** The late rate before and after, of an agency or all of them. */
export interface WhatIfRates {
  readonly before: RateValue;
  readonly assumptions: Readonly<Record<Assumption, WhatIfLine>>;
}

/** An item that changes side under an assumption. */
export interface ChangedSide {
  readonly assumption: Assumption;
  readonly item: JudgedItem;
  readonly side: 'late' | 'in-time';
}

/** Adds up dossier after dossier in memory that grows with the agencies alone. */
export class WhatIfTally {
  readonly #agencies = new Map<string, AgencyCounts>();

  constructor(private readonly window: JudgedWindow) {}

  /** Counts what the rate counts of a dossier, and returns what changes side. Without a replay nothing does. */
  add(items: readonly JudgedItem[], replayed?: Readonly<Record<Assumption, Replayed | undefined>>): readonly ChangedSide[] {
    return items.flatMap((item): readonly ChangedSide[] => {
      const counts = this.#countsOf(item.agency);
      counts.of += 1;
      counts.before += item.late ? 1 : 0;
      return ASSUMPTIONS.flatMap((assumption): readonly ChangedSide[] => {
        const outcome = replayed?.[assumption];
        const late = outcome === undefined ? item.late : isLateIn(item, outcome, this.window);
        counts.after[assumption] += late ? 1 : 0;
        if (late === item.late) {
          return [];
        }
        counts[late ? 'toLate' : 'toInTime'][assumption] += 1;
        return [{ assumption, item, side: late ? 'late' : 'in-time' }];
      });
    });
  }

  /** Of every agency in which anything was counted, in code order. */
  byAgency(): readonly (WhatIfRates & { readonly agency: string })[] {
    return [...this.#agencies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([agency, counts]) => ({ agency, ...ratesOf(counts) }));
  }

  /** Of all agencies together. */
  total(): WhatIfRates {
    const total = noCounts();
    for (const counts of this.#agencies.values()) {
      total.of += counts.of;
      total.before += counts.before;
      for (const assumption of ASSUMPTIONS) {
        for (const part of ['after', 'toLate', 'toInTime'] as const) {
          total[part][assumption] += counts[part][assumption];
        }
      }
    }
    return ratesOf(total);
  }

  #countsOf(agency: string): AgencyCounts {
    const known = this.#agencies.get(agency);
    if (known !== undefined) {
      return known;
    }
    const made = noCounts();
    this.#agencies.set(agency, made);
    return made;
  }
}

function ratesOf({ before, of, after, toLate, toInTime }: AgencyCounts): WhatIfRates {
  const line = (assumption: Assumption): WhatIfLine => ({
    after: rateValue(after[assumption], of),
    difference: after[assumption] - before,
    toLate: toLate[assumption],
    toInTime: toInTime[assumption],
  });
  return { before: rateValue(before, of), assumptions: { keptMoments: line('keptMoments'), keptWork: line('keptWork') } };
}

function noCounts(): AgencyCounts {
  const none = (): Record<Assumption, number> => ({ keptMoments: 0, keptWork: 0 });
  return { before: 0, of: 0, after: none(), toLate: none(), toInTime: none() };
}
