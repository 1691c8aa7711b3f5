import { useSyncExternalStore, type JSX } from 'react';
import { lateRefusals, onLateRefusal } from '../api/late-refusals.js';
import { later } from '../ui/later.js';

const Corner = later(async () => (await import('./corner.js')).Corner);

/** Refusals that came when their dialog was closed already, told in a corner of the page; nothing, and nothing loaded, until there is one. */
export function LateRefusals(): JSX.Element | null {
  const refusals = useSyncExternalStore(onLateRefusal, lateRefusals);
  return refusals.length === 0 ? null : <Corner waiting={null} refusals={refusals} />;
}
