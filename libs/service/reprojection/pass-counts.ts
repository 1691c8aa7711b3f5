import { DeltaBook, type DwellDelta, type FigureDelta } from '#domain/figures';
import type { Transaction } from '#persistence';
import { measureArray, measureIn } from '../figures/cells.js';
import { deltaParameters, unnestedDeltas } from '../figures/deltas.js';
import { addedToDwells, DWELL_COLUMNS, DWELL_KEY, dwellSums, unnested, valuesOf } from '../figures/dwell-deltas.js';
import { ROLLED_UP_COLUMNS, rollUpFinest } from '../figures/rolled-up.js';

/** What a step of a pass counts, added to what the pass has counted by two statements. */
export class PassCounts {
  #book = new DeltaBook();
  #dwells: DwellDelta[] = [];

  /** Lines waiting to be stored. */
  get size(): number {
    return this.#book.size + this.#dwells.length;
  }

  add(deltas: readonly FigureDelta[], dwells: readonly DwellDelta[]): void {
    for (const delta of deltas) {
      this.#book.addAll(delta);
    }
    this.#dwells.push(...dwells);
  }

  async store(tx: Pick<Transaction, 'run'>): Promise<void> {
    const deltas = this.#book.deltas();
    if (deltas.length > 0) {
      await tx.run(ADD_CELLS, deltaParameters(deltas));
    }
    if (this.#dwells.length > 0) {
      await tx.run(ADD_DWELLS, valuesOf(this.#dwells));
    }
    this.#book = new DeltaBook();
    this.#dwells = [];
  }
}

const ADD_CELLS = `
  WITH counted AS (${unnestedDeltas('integer')}), ${rollUpFinest('counted', 'rolled')}
  INSERT INTO pass_cell AS cell (${ROLLED_UP_COLUMNS}) SELECT ${ROLLED_UP_COLUMNS} FROM rolled
  ON CONFLICT ON CONSTRAINT pass_cell_pk DO UPDATE SET measures = ${measureArray((measure) => `${measureIn('cell.measures', measure)} + ${measureIn('EXCLUDED.measures', measure)}`)}`;

const ADD_DWELLS = `
  INSERT INTO pass_dwell AS cell (${DWELL_COLUMNS}) SELECT ${DWELL_KEY}, ${dwellSums('run')} FROM (${unnested(1)}) AS run GROUP BY ${DWELL_KEY}
  ${addedToDwells('pass_dwell_pk')}`;
