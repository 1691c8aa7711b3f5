/** A request that was refused when nobody looked at its form any more. */
export interface LateRefusal {
  /** What was asked for. */
  readonly title: string;
  /** Why it was refused, in the server's words. */
  readonly reason: string;
}

let refusals: readonly LateRefusal[] = [];
const listeners = new Set<() => void>();

/** Has a refusal told wherever the person is by now. */
export function tellLateRefusal(refusal: LateRefusal): void {
  refusals = [...refusals, refusal];
  for (const tell of listeners) tell();
}

/** Every refusal of this page load that came late, the first one first. */
export function lateRefusals(): readonly LateRefusal[] {
  return refusals;
}

/** Has somebody told when there is another. Returns a way to end that. */
export function onLateRefusal(tell: () => void): () => void {
  listeners.add(tell);
  return () => { listeners.delete(tell); };
}
