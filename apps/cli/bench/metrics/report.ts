import type { LoadedHistory } from './load-history.js';
import type { AnsweredQuestion, AskedList } from './measure.js';
import type { WriteCost } from './write-cost.js';

/** Everything one run measured. */
export interface MetricsReport {
  readonly machine: string;
  readonly versions: string;
  readonly loaded: LoadedHistory;
  readonly databaseBytes: number;
  readonly cells: number;
  readonly questions: readonly AnsweredQuestion[];
  readonly lists: readonly AskedList[];
  readonly writeCost: WriteCost;
  readonly recount: { readonly events: number; readonly seconds: number; readonly differences: number };
  readonly brokenBalances: number;
}
