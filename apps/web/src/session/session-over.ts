import { useSyncExternalStore } from 'react';

let isOver = false;
const listeners = new Set<() => void>();

/** Takes note that the server knows the person no longer. What is on the screen stays there; the next page load begins anew. */
export function noteSessionOver(): void {
  isOver = true;
  for (const tell of listeners) tell();
}

/** Whether the server has said that the person's session is over. */
export function useSessionOver(): boolean {
  return useSyncExternalStore(subscribe, () => isOver);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => { listeners.delete(tell); };
}
