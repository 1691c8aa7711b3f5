import type { BulkAction } from '../types.js';

/** Only for what the stream of changes does not tell in time: slower the longer it takes, and never once everything is decided. */
const FIRST_AGAIN_MS = 3_000;
const SLOWEST_AGAIN_MS = 60_000;

/**
 * How long until an action is read again; `false` where nothing of it will change by itself any more: every command is decided, and every one that
 * takes it back. The wait doubles with each reading, counted from when the action began or was taken back, however often it was read besides; it goes
 * by steps, because a wait that is another one at each drawing would begin anew each time.
 */
export function againAfter(action: Pick<BulkAction, 'begunAt' | 'undoneAt' | 'finished' | 'items'> | undefined, readAt: number): number | false {
  if (action === undefined) return FIRST_AGAIN_MS;
  if (action.finished && action.items.every(({ undone }) => undone?.status !== 'waiting' && undone?.status !== 'pending')) return false;
  const going = readAt - Date.parse(action.undoneAt ?? action.begunAt);
  let wait = FIRST_AGAIN_MS;
  while (wait < SLOWEST_AGAIN_MS && going >= 2 * wait - FIRST_AGAIN_MS) wait *= 2;
  return Math.min(wait, SLOWEST_AGAIN_MS);
}
