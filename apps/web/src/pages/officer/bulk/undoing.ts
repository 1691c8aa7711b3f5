import { useCallback, useSyncExternalStore } from 'react';
import { call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import { serverNow } from '../../../api/server-time.js';
import { rereadWork } from '../../../live/refresher.js';
import type { BulkAction } from '../types.js';

const SECOND = 1_000;

/** What says of an action whether it can be taken back. */
export type Undoable = Pick<BulkAction, 'undoUntil' | 'undoneAt'>;

/** Whole seconds an action can still be taken back, counted down by the server's clock; nought once that has passed, or it was taken back, or there is no way back. */
export function useSecondsLeft({ undoUntil, undoneAt }: Undoable): number {
  const until = undoneAt === null && undoUntil !== null ? Math.floor(Date.parse(undoUntil) / SECOND) : 0;
  const subscribe = useCallback((told: () => void) => {
    if (secondsTo(until) === 0) return () => undefined;
    const timer = setInterval(() => {
      told();
      if (secondsTo(until) === 0) clearInterval(timer);
    }, SECOND);
    return () => { clearInterval(timer); };
  }, [until]);
  return useSyncExternalStore(subscribe, () => secondsTo(until));
}

function secondsTo(until: number): number {
  return Math.max(0, until - Math.floor(serverNow() / SECOND));
}

/** Seconds as a button says them: 9:05. */
export function clockOf(seconds: number): string {
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Takes actions back, one at a time. */
export function useUndo(): { readonly isBusy: boolean; readonly problem: unknown; readonly undo: (id: string) => void } {
  const { isBusy, problem, send } = useSending(rereadWork);
  return { isBusy, problem, undo: (id) => { void send(() => call.POST('/api/v1/bulk-actions/{id}/undo', { params: { path: { id } } })); } };
}
