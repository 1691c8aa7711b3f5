import { feeFlags } from './fee-flags.js';
import type { PortalRecord } from './portal-record.js';
import { noted, type RecordFlag } from './record-flag.js';
import { termFlags } from './term-flags.js';

const IN_FORCE: readonly string[] = ['ACTIVE', 'UPDATED'];

/** Everything about a record a person must confirm, fees and terms first. */
export function flagsOf(record: PortalRecord): readonly RecordFlag[] {
  return [...feeFlags(record), ...termFlags(record), ...caseFlags(record), ...paperFlags(record), ...standingFlags(record), ...record.unread.map(({ path, why }) => noted(why, path, []))];
}

function caseFlags({ cases }: PortalRecord): readonly RecordFlag[] {
  const repeated = cases.flatMap(({ code }, index) => (cases.findIndex((other) => other.code === code) < index ? [noted('repeated-case', `cases[${String(index)}]`, [code])] : []));
  return cases.length === 0 ? [noted('no-case', 'cases', [])] : repeated;
}

function paperFlags({ papers, cases }: PortalRecord): readonly RecordFlag[] {
  const all = papers.flatMap((group) => group.papers);
  const codes = all.map(({ code }) => code);
  const isTied = papers.length <= 1 && new Set(cases.map(({ code }) => code)).size <= 1;
  return [
    ...(isTied ? [] : [noted('papers-not-tied-to-cases', 'executionCases', papers.map(({ heading }) => heading))]),
    ...papers.flatMap(({ papers: listed }, index) => {
      const bare = listed.filter(({ originals, copies }) => originals + copies === 0).map(({ code }) => code);
      return bare.length === 0 ? [] : [noted('papers-without-copies', `executionCases[${String(index)}]`, bare)];
    }),
    ...(new Set(codes).size === codes.length ? [] : [noted('repeated-paper', 'executionCases', [...new Set(codes.filter((code, index) => codes.indexOf(code) < index))])]),
    ...(all.length > 0 && all.every(({ required }) => !required) ? [noted('no-paper-required', 'executionCases', [])] : []),
  ];
}

function standingFlags({ state, bases, code, codeNotation }: PortalRecord): readonly RecordFlag[] {
  return [
    ...(state === undefined ? [noted('state-missing', 'state', [])] : IN_FORCE.includes(state) ? [] : [noted('state-not-in-force', 'state', [state])]),
    ...(bases.length > 0 ? [] : [{ id: 'legal-basis-missing@legalBasisesDetails', code: 'legal-basis-missing', path: 'legalBasisesDetails', found: [], accepts: ['bases'] } as const]),
    ...(codeNotation === undefined || codeNotation === code ? [] : [noted('code-differs', 'codeNotation', [code, codeNotation])]),
  ];
}
