import type { LoadedHistory } from './load-history.js';
import type { AnsweredQuestion, AskedList } from './measure.js';
import type { Spread } from './spread.js';
import type { WriteCost } from './write-cost.js';

/** What one run measured. */
export interface Measured {
  readonly machine: string;
  readonly versions: string;
  readonly loaded: LoadedHistory;
  readonly databaseBytes: number;
  readonly cells: number;
  readonly questions: readonly AnsweredQuestion[];
  readonly panels: readonly Spread[];
  readonly lists: readonly AskedList[];
  readonly writeCost: WriteCost;
}

/** Whether what was measured is right. */
export interface Proved {
  readonly recount: { readonly events: number; readonly seconds: number; readonly differences: number };
  readonly brokenBalances: number;
}
