import type { AgencyProblem } from '#domain';
import { type AgencyOutcome, type ExchangeApplication, ExchangeFileError, type UnappliedItem, type VersionPublication } from '#service';
import { AGENCY_PROBLEM_SENTENCES, BEGINS_IN_THE_PAST, calendarRuleVi, EXCHANGE_FAULT_SENTENCES, procedureProblemVi } from '#vi';
import { type InvalidPart, pointerOf, pointerTo, type Problem, problem } from './problem.js';

/** Answer to a version that was not published. */
export function versionNotPublished(result: Exclude<VersionPublication, { readonly kind: 'published' }>): Problem {
  switch (result.kind) {
    case 'key-conflict':
      return problem('idempotency-key-reused');
    case 'moved-on':
      return problem('moved-on', undefined, [{ path: '/body/basedOn', reason: `version ${String(result.last)} is the last one` }]);
    case 'code-differs':
      return problem('procedure-invalid', undefined, [{ path: '/body/procedure/code', reason: 'must be the code in the address' }]);
    case 'begins-in-the-past':
      return problem('procedure-invalid', BEGINS_IN_THE_PAST.fix, [{ path: '/body/procedure/effectiveFrom', reason: BEGINS_IN_THE_PAST.sentence }]);
    case 'unreadable':
      return problem('procedure-invalid', undefined, [{ path: `/body/procedure/${pointerOf(result.path)}`, reason: result.detail }]);
    case 'refused':
      return problem('procedure-invalid', undefined, result.problems.map((each) => ({ path: `/body/procedure/${pointerOf(each.path)}`, reason: procedureProblemVi(each) })));
  }
}

/** Answer to an agency that was not entered or changed. */
export function agencyNotWritten(code: string, outcome: Extract<AgencyOutcome, { readonly kind: 'refused' | 'unknown-agency' | 'key-conflict' }>): Problem {
  switch (outcome.kind) {
    case 'key-conflict':
      return problem('idempotency-key-reused');
    case 'unknown-agency':
      return problem('not-found', `There is no agency ${code}`);
    case 'refused':
      return problem('agency-invalid', undefined, outcome.problems.map((each) => agencyPart(each, '/body')));
  }
}

/** Answer to a file that is no whole catalogue. Anything else that was thrown is passed on. */
export function exchangeUnreadable(error: unknown): Problem {
  if (!(error instanceof ExchangeFileError)) {
    throw error;
  }
  return problem('exchange-unreadable', EXCHANGE_FAULT_SENTENCES[error.fault], [{ path: error.path === '' ? '/body' : `/body/${pointerOf(error.path)}`, reason: error.message }]);
}

/** Answer to an import that was not applied. */
export function exchangeNotApplied(id: string, result: Exclude<ExchangeApplication, { readonly kind: 'applied' }>): Problem {
  switch (result.kind) {
    case 'not-found':
      return noSuchImport(id);
    case 'applied-before':
      return problem('exchange-applied');
    case 'moved-on':
      return problem('moved-on', undefined, [{ path: '/body/basedOn', reason: 'is not the comparison as it stands now' }]);
    case 'source-needed':
      return problem('exchange-source-needed', undefined, [{ path: '/body/source', reason: 'must be given: a calendar differs' }]);
    case 'refused':
      return problem('exchange-refused', undefined, result.items.flatMap(unappliedParts));
  }
}

/** There is no import of this id, or it is another province's. */
export function noSuchImport(id: string): Problem {
  return problem('not-found', `There is no import ${id}`);
}

function agencyPart({ code, field }: AgencyProblem, at: string): InvalidPart {
  return { path: `${at}/${field}`, reason: AGENCY_PROBLEM_SENTENCES[code] };
}

function unappliedParts({ part, key, procedure, agency, calendar }: UnappliedItem): readonly InvalidPart[] {
  const at = `/parts/${part}/${pointerTo(key)}`;
  const parts = [
    ...(procedure ?? []).map((each) => ({ path: `${at}/${pointerOf(each.path)}`, reason: procedureProblemVi(each) })),
    ...(agency ?? []).map((each) => agencyPart(each, at)),
    ...(calendar === undefined ? [] : [{ path: `${at}/${pointerTo(calendar.layer)}/${pointerTo(calendar.place)}`, reason: calendar.rule === 'unknown-layer' ? calendar.detail : calendarRuleVi(calendar.rule) }]),
  ];
  return parts.length === 0 ? [{ path: at, reason: 'names something the catalogue does not have' }] : parts;
}
