/**
 * SQL: the case is of agencies, whose codes are an array. By their ids: behind a reader's policies no index serves a condition on an array, and every
 * case would be asked whom it concerns.
 */
export function ofAgencies(agencies: string): string {
  return `c.id = ANY(ARRAY(SELECT cases_of(${agencies}::text[])))`;
}
