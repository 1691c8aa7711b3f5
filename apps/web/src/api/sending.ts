import { useCallback, useRef, useState } from 'react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { isRefusal } from './client.js';
import { useRequestKey } from './request-key.js';
import { rereadAfterAction } from './reread.js';

/** What a request came to. */
export interface Answer<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
}

/** Something that is sent by pressing a button. */
export interface Sending {
  readonly isBusy: boolean;
  /** Why it was not done: a problem, or what was thrown where the server cannot be reached. Undefined where all is well. */
  readonly problem: unknown;
  /**
   * Sends and resolves with the answer; undefined where it was refused, lost, or is being sent already. Its key stays until the server has
   * answered. What is shown is read again. Never rejects.
   */
  readonly send: <T>(work: (header: { readonly 'Idempotency-Key': string }) => Promise<Answer<T>>) => Promise<T | undefined>;
  /** For when the content is changed: what was sent before was something else. */
  readonly renew: () => void;
  /** What sets a part of the content, made to renew. */
  readonly changing: <T>(set: (value: T) => void) => (value: T) => void;
}

/** Sends what a form or a button asks for: once at a time, with whatever goes wrong to be shown. What it may have changed is read again: anything, where nobody says what. `rereads` stands outside of components. */
export function useSending(rereads: (queries: QueryClient) => void = rereadAfterAction): Sending {
  const { header, renew } = useRequestKey();
  const queries = useQueryClient();
  const underWay = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const send = useCallback(async <T>(work: (header: { readonly 'Idempotency-Key': string }) => Promise<Answer<T>>): Promise<T | undefined> => {
    if (underWay.current) return undefined;
    underWay.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      const { data, error } = await work(header());
      if (data === undefined) setProblem(error ?? new Error('The answer was empty'));
      if (data !== undefined || isRefusal(error)) renew();
      rereads(queries);
      return data;
    } catch (lost) {
      setProblem(lost);
      return undefined;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  }, [header, queries, renew, rereads]);
  const changing = useCallback(<T>(set: (value: T) => void) => (value: T): void => {
    set(value);
    renew();
  }, [renew]);
  return { isBusy, problem, send, renew, changing };
}
