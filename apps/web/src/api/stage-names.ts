import { useQueries } from '@tanstack/react-query';
import { api } from './client.js';

/** Procedures change by publications, days apart. */
const KEPT_MS = 600_000;

/** What procedures in force call their stages; a code stands for a name that is still being read, and for that of a stage which is no more. */
export function useStageNames(procedures: readonly string[]): (procedure: string, stage: string) => string {
  const found = useQueries({ queries: [...new Set(procedures)].map((code) => ({ ...api.queryOptions('get', '/api/v1/procedures/{code}', { params: { path: { code } } }), staleTime: KEPT_MS })) });
  const names = new Map(found.flatMap(({ data }) => (data === undefined ? [] : data.cases.flatMap(({ parts }) => parts.flatMap(({ groups }) => groups.flatMap(({ stages }) => stages.map(({ id, name }) => [`${data.code} ${id}`, name] as const)))))));
  return (procedure, stage) => names.get(`${procedure} ${stage}`) ?? stage;
}
