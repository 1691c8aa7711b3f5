import type { SheetRefusalCode } from '#domain/figures';
import type { SheetAnswer } from '#service/figures';
import { type Problem, problem } from './problem.js';

type Refused = Exclude<SheetAnswer, { readonly kind: 'applied' }>;

/** Places of a request a refusal is about. */
const PLACES: Readonly<Partial<Record<SheetRefusalCode, string>>> = {
  'par-unknown-row': '/body/row',
  'par-sum-row': '/body/row',
  'par-maximum-unknown': '/body/row',
  'par-above-maximum': '/body/score',
  'par-reason-missing': '/body/reason',
};

/** Answer to what a sheet does not do: what is wrong, where, and about which rows, number or moment. */
export function sheetRefused(refused: Refused, sheetId: string): Problem {
  switch (refused.kind) {
    case 'refused': {
      const place = PLACES[refused.code];
      return problem(refused.code, refused.about, place === undefined ? undefined : [{ path: place, reason: refused.about ?? 'must be given' }]);
    }
    case 'not-found':
      return noSuchSheet(sheetId);
    case 'unknown-file':
      return problem('unknown-file', 'Store the file for this sheet first', [{ path: '/body/evidence', reason: 'must name files of this sheet' }]);
    case 'unknown-catalogue':
      return problem('par-unknown-catalogue', 'The set of criteria has no such version');
    case 'key-conflict':
      return problem('idempotency-key-reused');
  }
}

/** Answer to the address of a sheet that is not there. */
export function noSuchSheet(id: string): Problem {
  return problem('not-found', `There is no score sheet ${id}`);
}
