import type { AuthorityAddition } from '#service';
import { type Problem, problem, unknownAgency } from './problem.js';

type Refused = Exclude<AuthorityAddition, { readonly kind: 'added' }>;

/** Answer to an authority that was not entered: what is wrong, where, and how to put it right. */
export function authorityRefused(refused: Refused): Problem {
  switch (refused.kind) {
    case 'head-overlaps': {
      const { id, subject } = refused.other;
      return problem('head-overlaps', `The authority ${id} of ${subject} covers part of this time: end it, or begin this one after it`, [{ path: '/body/validFrom', reason: 'lies in the time of another head' }]);
    }
    case 'period-missing':
      return problem('period-missing', 'A delegation ends: give validUntil', [{ path: '/body/validUntil', reason: 'must be given for KT., TL. and TUQ.' }]);
    case 'period-inverted':
      return problem('period-missing', 'The end lies before the beginning', [{ path: '/body/validUntil', reason: 'must be after validFrom' }]);
    case 'delegation-missing':
      return problem('delegation-missing', 'A delegation names its document and the office signed for: give delegationNumber and signedFor', [{ path: '/body/delegationNumber', reason: 'must be given for KT., TL. and TUQ., with signedFor' }]);
    case 'unknown-agency':
      return unknownAgency('/body/agency');
    case 'key-conflict':
      return problem('idempotency-key-reused');
  }
}
