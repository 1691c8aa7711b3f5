import type { DossierState } from '#domain';
import type { DaySpan } from '#domain/figures';
import type { Transaction } from '#persistence';
import { type DossierProjection, PROJECTION_COLUMNS, projectDossier } from '../projection.js';
import { type DossierCounts, readFromDossiers } from './read-dossiers.js';
import { type AskedDimension, askedDimensions, type FigureQuery } from './scope.js';

/** Rows kept in memory before they go into a temporary table. */
const ROWS_IN_MEMORY = 2_000;

const VALUES: Partial<Record<AskedDimension, (row: DossierProjection) => string>> = {
  agency: (row) => row.competent_agency,
  procedure: (row) => row.procedure_code,
  field: (row) => row.field_code,
  channel: (row) => row.channel,
  case: (row) => row.case_code,
  commune: (row) => row.place ?? '',
};

/** The rows of the dossiers of a scope as their events make them, in bounded memory, to count figures from that no cells are kept for. */
export class RecountedDossiers {
  #waiting: object[] = [];

  constructor(
    private readonly tx: Pick<Transaction, 'run' | 'rows' | 'first'>,
    private readonly query: FigureQuery,
  ) {}

  /** Takes a dossier as its last event left it. */
  async add(id: string, state: DossierState): Promise<void> {
    const row = projectDossier(state);
    const { scope } = this.query;
    if (row.province === scope.province && askedDimensions(scope).every((dimension) => VALUES[dimension]?.(row) === scope[dimension])) {
      this.#waiting.push({ id, ...row });
    }
    if (this.#waiting.length >= ROWS_IN_MEMORY) {
      await this.#store();
    }
  }

  /** The counts of the question, by the statement that counts the kept rows. */
  async figures(days: DaySpan): Promise<readonly DossierCounts[]> {
    await this.#store();
    return readFromDossiers({ read: this.tx }, this.query, days, 'recounted_dossier');
  }

  async #store(): Promise<void> {
    await this.tx.run(`CREATE TEMPORARY TABLE IF NOT EXISTS recounted_dossier ON COMMIT DROP AS SELECT id, ${PROJECTION_COLUMNS.join(', ')} FROM dossier WITH NO DATA`);
    await this.tx.run('INSERT INTO recounted_dossier SELECT * FROM json_populate_recordset(NULL::recounted_dossier, $1)', [JSON.stringify(this.#waiting)]);
    this.#waiting = [];
  }
}
