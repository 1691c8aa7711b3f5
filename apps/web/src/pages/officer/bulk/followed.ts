import type { UseQueryResult } from '@tanstack/react-query';
import { api } from '../../../api/client.js';
import type { BulkAction } from '../types.js';

/** Only for what the stream of changes does not tell in time: slower each time, and never once everything is decided. */
const FIRST_AGAIN_MS = 3_000;
const SLOWEST_AGAIN_MS = 60_000;

/** Whether nothing of it will change by itself any more: every command is decided, and every one that takes it back. */
function isDecided(action: BulkAction | undefined): boolean {
  return action?.finished === true && action.items.every(({ undone }) => undone?.status !== 'waiting' && undone?.status !== 'pending');
}

/** One action on many dossiers as it stands, read again until everything of it is decided; whoever shows it asks by this one question. */
export function useFollowed(id: string): Pick<UseQueryResult<BulkAction, unknown>, 'data' | 'error' | 'refetch'> {
  return api.useQuery('get', '/api/v1/bulk-actions/{id}', { params: { path: { id } } }, { refetchInterval: ({ state }) => (isDecided(state.data as BulkAction | undefined) ? false : Math.min(FIRST_AGAIN_MS * 2 ** Math.max(0, state.dataUpdateCount - 1), SLOWEST_AGAIN_MS)) });
}
