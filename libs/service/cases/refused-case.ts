import { type CaseRefusal, refusalOfCalendar } from '#domain';

/** Carries a refusal out of a transaction or behind a savepoint, which leaves nothing behind. */
export class RefusedCase extends Error {
  constructor(readonly refusal: CaseRefusal) {
    super(refusal.code);
  }
}

/** Why something was given up: it was refused, or no calendar reaches it. Throws on what is no refusal. */
export function refusalBehind(error: unknown): CaseRefusal {
  if (error instanceof RefusedCase) {
    return error.refusal;
  }
  const found = refusalOfCalendar(error);
  if (found === undefined) {
    throw error;
  }
  return { code: found.code, data: Object.fromEntries(Object.entries(found.data).map(([name, value]) => [name, String(value)])) };
}
