import { useCallback, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/client.js';
import { rereadAddresses } from '../../../live/refresher.js';

/** A case that was not given to somebody, and why: the server's problem, or what was thrown where it cannot be reached. */
export interface UnmovedCase {
  readonly code: string;
  readonly error: unknown;
}

/** Puts somebody in charge of cases that stay with their agency; resolves with those that were not moved. A repetition after a lost answer has each moved once. Never rejects. */
export function useCaseMoves(): (codes: readonly string[], owner: string) => Promise<readonly UnmovedCase[]> {
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  return useCallback(async (codes, owner) => {
    const unmoved: UnmovedCase[] = [];
    for (const code of codes) {
      const name = `${code} ${owner}`;
      const key = keys.current.get(name) ?? crypto.randomUUID();
      keys.current.set(name, key);
      const error = await move(code, owner, key);
      if (error !== undefined) unmoved.push({ code, error });
    }
    if (codes.length > 0) rereadAddresses(queries, '/api/v1/cases', '/api/v1/case-queues', '/api/v1/absences');
    return unmoved;
  }, [queries]);
}

async function move(code: string, owner: string, key: string): Promise<unknown> {
  try {
    const path = { code };
    const known = await call.GET('/api/v1/cases/{code}', { params: { path } });
    if (known.data === undefined) return known.error;
    if (known.data.owner === owner) return undefined;
    const { data, error } = await call.POST('/api/v1/cases/{code}/assignments', { params: { path, header: { 'Idempotency-Key': key } }, body: { agency: known.data.agency, owner } });
    return data === undefined ? error : undefined;
  } catch (lost) {
    return lost;
  }
}
