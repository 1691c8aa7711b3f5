import type { Reader } from '../rule-book.js';
import { conditionOfEach, conditionsOf, type Queue, type QueueRequest, QUEUES, sortOf, STAGE_LATE_FROM, UNCOUNTED } from './queues.js';

/** Whose queues are counted, and at what moment. */
type Asked = Omit<QueueRequest, 'queue' | 'limit' | 'after'>;

/** How many dossiers a queue holds; with `more`, that it holds more than so many. */
export interface QueueLength {
  readonly queue: Queue;
  readonly count: number;
  readonly more: boolean;
}

/** Beyond so many nobody plans by the number any more, and a screen says that there are more. */
export const COUNTED_AT_MOST = 999;

/** A length needs no order: where another index than that of the list holds the lines of a queue together, its beginning is read along that one. */
const ALONG: Partial<Record<Queue, string>> = {
  'stage-late': STAGE_LATE_FROM,
  'waiting-applicant': 'd.status',
  'waiting-payment': 'd.status',
  'online-answer': 'd.status',
  'to-hand-over': 'd.status',
  unassigned: 'd.province',
};
/** What is due from now on is dated from now on: what is late already lies before it in the order of the list and is not looked at. */
const FROM_NOW_ON = ` AND ${sortOf('open')} >= $4`;
const BEGINNING: Partial<Record<Queue, string>> = { 'due-today': FROM_NOW_ON, 'due-soon': FROM_NOW_ON };

const COUNTED = QUEUES.filter((queue) => !UNCOUNTED.includes(queue));

/** How many dossiers each queue of open work holds, to the last: each is looked at once, under the conditions of all lists. */
export async function countQueues(read: Pick<Reader, 'first'>, asked: Asked): Promise<readonly Omit<QueueLength, 'more'>[]> {
  const { where, parameters } = conditionsOf({ ...asked, queue: 'open' });
  const counts = COUNTED.map((queue) => `count(*) FILTER (WHERE ${conditionOfEach(queue)}) AS "${queue}"`).join(', ');
  const row = await read.first<Readonly<Record<Queue, number>>>(`SELECT ${counts} FROM dossier d WHERE ${where}`, parameters);
  return COUNTED.map((queue) => ({ queue, count: row?.[queue] ?? 0 }));
}

/**
 * How long each queue of open work is, as screens tell it. Of a whole province each is the beginning of its list, under its conditions and counted
 * no further than `COUNTED_AT_MOST`, so that it costs the same however much is open; what an agency, an officer or a procedure has is counted to the last,
 * by an index of its own, and so is what bears the beginning of a code.
 */
export async function readQueueLengths(read: Pick<Reader, 'first'>, asked: Asked): Promise<readonly QueueLength[]> {
  if ('agencies' in asked.scope || asked.officer !== undefined || asked.procedure !== undefined || asked.begins !== undefined) {
    return (await countQueues(read, asked)).map((each) => ({ ...each, more: false }));
  }
  const { parameters } = conditionsOf({ ...asked, queue: 'open' });
  const lengths = COUNTED.map((queue) => `(SELECT count(*) FROM (SELECT FROM dossier d WHERE ${conditionsOf({ ...asked, queue }).where}${BEGINNING[queue] ?? ''} ORDER BY ${ALONG[queue] ?? sortOf(queue)} LIMIT ${String(COUNTED_AT_MOST + 1)}) AS beginning) AS "${queue}"`);
  const row = await read.first<Readonly<Record<Queue, number>>>(`SELECT ${lengths.join(', ')}`, parameters);
  return COUNTED.map((queue) => {
    const found = row?.[queue] ?? 0;
    return { queue, count: Math.min(found, COUNTED_AT_MOST), more: found > COUNTED_AT_MOST };
  });
}
