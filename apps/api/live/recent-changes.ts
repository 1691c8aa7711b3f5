import { isWithin, type LookedAt, NAMED_AT_MOST, type Position, sees } from '#service';
import type { LiveBatch } from './audience.js';

/** How long a look is remembered for whoever comes back. */
const REMEMBERED_MS = 10 * 60_000;
/** Dossiers remembered at most. */
const REMEMBERED_CHANGES = 20 * NAMED_AT_MOST;

/** What is told of a look beside its dossiers, where there is nothing of it. */
const NOTHING_ELSE = { cases: [], notices: [], published: [], isCalendarNew: false } as const;

/** A look as it is remembered. */
interface Remembered {
  readonly batch: LiveBatch;
  readonly at: number;
}

/** The looks of the last minutes, oldest first: who was away for a moment is told what was missed without a question to the database. */
export class RecentChanges {
  #looks: Remembered[] = [];
  #changes = 0;

  /** @param base where the first look began: what could not be seen then, and can be now, is remembered */
  constructor(private base: Position) {}

  /** Remembers a look and forgets what is too old or too much. */
  add(batch: LiveBatch, at: number): void {
    this.#looks.push({ batch, at });
    this.#changes += sizeOf(batch);
    while (this.#looks.length > 1 && (this.#changes > REMEMBERED_CHANGES || (this.#looks[0]?.at ?? at) < at - REMEMBERED_MS)) {
      const oldest = this.#looks.shift();
      if (oldest === undefined) break;
      this.#changes -= sizeOf(oldest.batch);
      this.base = oldest.batch.position;
    }
  }

  /** What somebody who was last told up to this position has missed; `undefined` where that is not remembered any more. */
  since(position: Position): readonly LiveBatch[] | undefined {
    if (!isWithin(this.base, position)) return undefined;
    return this.#looks
      .filter(({ batch }) => !isWithin(batch.position, position))
      .map(({ batch }) => narrowed(batch, ({ transactions }) => transactions.some((xact) => !sees(position, xact))));
  }

  /**
   * What somebody may have read just before it changed: dossiers whose events were recorded from a moment on, and everything else of the looks
   * made from then on. Of what was seen by such a look some may be older; to be told of it once more does no harm.
   */
  recordedSince(at: LookedAt['at']): readonly LiveBatch[] {
    return this.#looks.map((look) => ({ ...narrowed(look.batch, ({ recordedAt }) => recordedAt >= at), ...(look.at >= at ? {} : NOTHING_ELSE) }));
  }
}

type Named = Exclude<LiveBatch['dossiers'], 'many'>;

function narrowed(batch: LiveBatch, isWanted: (change: Named[number]) => boolean): LiveBatch {
  return batch.dossiers === 'many' ? batch : { ...batch, dossiers: batch.dossiers.filter(isWanted) };
}

function sizeOf({ dossiers }: LiveBatch): number {
  return dossiers === 'many' ? 1 : dossiers.length;
}
