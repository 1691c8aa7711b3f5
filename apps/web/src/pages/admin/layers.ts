import { api } from '../../api/client.js';
import { useMe } from '../../session/me.js';
import type { components } from '../../api/schema.js';
import type { Answered } from './answered.js';

/** A layer of calendars: nation, province, agency. */
type Layer = Answered<components['schemas']['Calendars']['layers'][number]>;

const NONE: readonly Layer[] = [];

/** Layers of the calendars in force, and the one nearest to the person's own agency; none while they are being read. */
export function useLayers(): { readonly layers: readonly Layer[]; readonly nearest: string } {
  const me = useMe();
  const { data } = api.useQuery('get', '/api/v1/calendars');
  return { layers: data?.layers ?? NONE, nearest: data?.agencies.find(({ agency }) => agency === me.agency.code)?.processing.at(-1) ?? data?.layers[0]?.id ?? '' };
}
