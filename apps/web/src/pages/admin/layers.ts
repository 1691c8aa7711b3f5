import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';

/** A layer of calendars: nation, province, agency. */
export type Layer = components['schemas']['Calendars']['layers'][number];

const NONE: readonly Layer[] = [];

/** Layers of the calendars in force; none while they are being read. */
export function useLayers(): readonly Layer[] {
  return api.useQuery('get', '/api/v1/calendars').data?.layers ?? NONE;
}
