/** Which of an agency's cases are found: what may be left out, so that a list of what is open does not read those of all years. */
interface Sought {
  /** SQL of a kind; null means any. */
  readonly kind: string;
  /** Open cases alone, else all: an SQL condition. */
  readonly isOpen: string;
}

/**
 * SQL: the case is of agencies, whose codes are an array. By their ids: behind a reader's policies no index serves a condition on an array, and every
 * case would be asked whom it concerns.
 */
export function ofAgencies(agencies: string, { kind, isOpen }: Sought): string {
  return `c.id = ANY(ARRAY(SELECT cases_of(${agencies}::text[], ${kind}, ${isOpen})))`;
}
