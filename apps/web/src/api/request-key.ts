import { useCallback, useRef } from 'react';

/** The `Idempotency-Key` of what a form sends, as a header. */
export interface RequestKey {
  /** Stays the same until `renew`: whoever presses again after a lost answer sends the same thing twice and has it done once. */
  readonly header: () => { readonly 'Idempotency-Key': string };
  /** For the next thing: call it when the server has answered, or when the content is changed. */
  readonly renew: () => void;
}

/** A key for one form or dialog. */
export function useRequestKey(): RequestKey {
  const key = useRef<string>(undefined);
  const header = useCallback(() => ({ 'Idempotency-Key': (key.current ??= crypto.randomUUID()) }), []);
  const renew = useCallback(() => { key.current = undefined; }, []);
  return { header, renew };
}
