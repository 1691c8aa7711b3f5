import type { BulkType, QueueCode } from './types.js';

/** A column of a queue beside code, procedure and time left, which each has. */
export type QueueColumn = 'officer' | 'agency' | 'stage' | 'appointment' | 'awaited' | 'status';

/** A queue as a page: what it shows, its one main action, and its own words for "nothing here" (`officer:empty.<queue>`). */
export interface WorkQueue {
  readonly queue: QueueCode;
  readonly columns: readonly QueueColumn[];
  /** Done to the chosen lines; `open` and `sign` lead to a page. */
  readonly main: BulkType | 'open' | 'sign' | 'letters';
  /** Red where something is late, orange where it will be soon. */
  readonly tone: 'late' | 'soon' | 'calm';
  /** An empty list is good news. */
  readonly emptyIsGood?: true;
}

/** The queues of officers and heads in the order of their chips: what hurts first. */
export const WORK_QUEUES: readonly WorkQueue[] = [
  { queue: 'late', columns: ['stage', 'officer', 'appointment'], main: 'open', tone: 'late', emptyIsGood: true },
  { queue: 'due-today', columns: ['stage', 'officer', 'appointment'], main: 'open', tone: 'soon', emptyIsGood: true },
  { queue: 'due-soon', columns: ['stage', 'officer', 'appointment'], main: 'open', tone: 'soon', emptyIsGood: true },
  { queue: 'stage-late', columns: ['stage', 'officer'], main: 'open', tone: 'late', emptyIsGood: true },
  { queue: 'to-sign', columns: ['officer', 'appointment'], main: 'sign', tone: 'soon', emptyIsGood: true },
  { queue: 'owed-letters', columns: ['status', 'appointment'], main: 'letters', tone: 'soon', emptyIsGood: true },
  { queue: 'unassigned', columns: ['stage', 'agency', 'appointment'], main: 'Assign', tone: 'calm', emptyIsGood: true },
  { queue: 'to-confirm', columns: ['agency', 'appointment'], main: 'AcceptHandover', tone: 'calm' },
  { queue: 'returned', columns: ['stage', 'officer'], main: 'open', tone: 'calm', emptyIsGood: true },
  { queue: 'waiting-applicant', columns: ['status', 'officer'], main: 'open', tone: 'calm' },
  { queue: 'waiting-payment', columns: ['status', 'officer'], main: 'open', tone: 'calm' },
  { queue: 'waiting-agency', columns: ['awaited', 'officer'], main: 'open', tone: 'calm' },
  { queue: 'open', columns: ['stage', 'officer', 'agency', 'status', 'appointment'], main: 'Assign', tone: 'calm' },
];
