import type { JSX } from 'react';
import { api } from '../../api/client.js';
import { MenuCount } from '../../shell/menu-count.js';

const AGAIN_MS = 60_000;

/** How much is late: the length of that list. */
export function LateBadge(): JSX.Element {
  const { data } = api.useQuery('get', '/api/v1/queues', { params: { query: {} } }, { refetchInterval: AGAIN_MS });
  const late = data?.items.find(({ queue }) => queue === 'late');
  return <MenuCount urgent count={late?.count} more={late?.more} />;
}

/** How much waits for the person's signature. */
export function SignBadge(): JSX.Element {
  const { data } = api.useQuery('get', '/api/v1/sign-list', { params: { query: { limit: 1 } } }, { refetchInterval: AGAIN_MS });
  return <MenuCount count={data?.count} />;
}
