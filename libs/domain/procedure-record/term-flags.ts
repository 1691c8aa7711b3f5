import type { TimeLimit } from '../deadline/time-limit.js';
import { sameJson } from '../procedure/same-json.js';
import { termsIn } from './amounts-in-text.js';
import type { PortalRecord, RecordedMethod, RecordedTerm } from './portal-record.js';
import { noted, type RecordFlag } from './record-flag.js';

/** What the terms of a record leave open, or contradict in one another. */
export function termFlags({ methods, cases }: PortalRecord): readonly RecordFlag[] {
  const ofMethods = methods.flatMap(({ term }) => (term?.limit === undefined ? [] : [term.limit]));
  return [
    ...cases.flatMap(({ term }, index) => caseFlag(term, `cases[${String(index)}].processingDay`, ofMethods)),
    ...methods.flatMap((method, index) => methodFlags(method, `executionMethods[${String(index)}]`)),
  ];
}

function caseFlag(term: RecordedTerm | undefined, path: string, ofMethods: readonly TimeLimit[]): readonly RecordFlag[] {
  const [suggestion] = ofMethods;
  const suggested = suggestion === undefined ? {} : { suggested: limitValue(suggestion) };
  if (term?.limit === undefined) {
    const code = term === undefined ? 'term-missing' : 'unknown-unit';
    return [{ id: `${code}@${path}`, code, path, found: term === undefined ? [] : [wordsOf(term)], accepts: ['limit'], ...suggested }];
  }
  const { limit } = term;
  if (ofMethods.length === 0 || ofMethods.some((other) => sameJson(other, limit))) {
    return [];
  }
  const found = [limit, ...ofMethods.filter((each, index) => ofMethods.findIndex((other) => sameJson(other, each)) === index)];
  return [{ id: `case-term-contradicts-methods@${path}`, code: 'case-term-contradicts-methods', path, found, accepts: ['limit'], recorded: limitValue(limit), ...suggested }];
}

/** A channel's term is settled by a term; where its unit is unknown, taking note leaves the channel the term of the case. */
function methodFlags({ word, channel, term, text }: RecordedMethod, path: string): readonly RecordFlag[] {
  const others = termsIn(text).filter((limit) => term?.limit === undefined || !sameJson(limit, term.limit));
  return [
    ...(channel === undefined ? [noted('unknown-channel', `${path}.submissionMethod`, [word])] : []),
    ...(term !== undefined && term.limit === undefined
      ? [{ id: `unknown-unit@${path}.processingTime`, code: 'unknown-unit', path: `${path}.processingTime`, found: [wordsOf(term), ...(text === '' ? [] : [text])], accepts: ['limit', 'noted'], recorded: { kind: 'noted' } } as const]
      : []),
    ...(term?.limit !== undefined && others.length > 0
      ? [{ id: `text-names-other-term@${path}.processingTime`, code: 'text-names-other-term', path: `${path}.processingTime`, found: [term.limit, text], accepts: ['limit'], recorded: limitValue(term.limit) } as const]
      : []),
  ];
}

function limitValue(limit: TimeLimit): { readonly kind: 'limit'; readonly limit: TimeLimit } {
  return { kind: 'limit', limit };
}

function wordsOf({ amount, unit }: RecordedTerm): string {
  return `${String(amount)} ${unit}`;
}
