import type { UseQueryResult } from '@tanstack/react-query';
import { api } from '../../../api/client.js';
import { serverTimeOf } from '../../../api/server-time.js';
import type { BulkAction } from '../types.js';
import { againAfter } from './again-after.js';

/** One action on many dossiers as it stands, read again until everything of it is decided; whoever shows it asks by this one question. */
export function useFollowed(id: string): Pick<UseQueryResult<BulkAction, unknown>, 'data' | 'error' | 'refetch'> {
  return api.useQuery('get', '/api/v1/bulk-actions/{id}', { params: { path: { id } } }, { refetchInterval: ({ state }) => againAfter(state.data as BulkAction | undefined, serverTimeOf(state.dataUpdatedAt)) });
}
