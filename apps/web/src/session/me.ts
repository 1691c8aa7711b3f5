import { api } from '../api/client.js';
import type { components } from '../api/schema.js';

/** Who is signed in. */
export type Me = components['schemas']['Me'];
/** What somebody may do. */
export type Action = Me['actions'][number];
/** What somebody works as. */
export type Role = Me['role'];

/** Who is signed in, asked once a page load: a role is that of the token. Suspense is not needed: the shell shows pages only when it knows. */
export function useMe(): Me {
  const { data } = useMaybeMe();
  if (data === undefined) throw new Error('Pages are shown inside the shell, which knows who is signed in');
  return data;
}

/** Who is signed in, while that is being asked. */
export function useMaybeMe(): { readonly data: Me | undefined; readonly error: unknown } {
  const { data, error } = api.useQuery('get', '/api/v1/me', {}, { staleTime: Infinity });
  return { data, error };
}

/** Whether the person may do something somewhere. */
export function useMay(action: Action): boolean {
  return useMe().actions.includes(action);
}
