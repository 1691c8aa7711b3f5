import { nearestCodes } from '#domain/figures';
import { type Problem, problem } from './problem.js';

/** What codes figures are narrowed down by, as they are spoken of. */
const NAMES = { agency: 'agency', procedure: 'procedure', field: 'field of a procedure', case: 'case of the procedure', commune: 'agency of a commune' } as const;
/** What a code narrows figures down to. */
export type CodeField = keyof typeof NAMES;

/** Answer to a figure asked of a code nothing has: nought would read like a figure. It names the nearest known codes. */
export function unknownCode(field: CodeField, code: string, known: readonly string[]): Problem {
  const nearest = nearestCodes(code, known);
  const hint = nearest.length === 0 ? 'look it up in the catalogue' : `the nearest known: ${nearest.join(', ')}`;
  return problem('unknown-code', `There is no ${NAMES[field]} ${code}; ${hint}`, [{ path: `/query/${field}`, reason: `is not known; ${hint}` }]);
}
