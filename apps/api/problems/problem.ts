import type { CommandType, DossierStatus, Refusal, RefusalCode } from '#domain';
import { type CaseRefusalCode, type ProblemCode, problemSentence, refusalSentence } from '#vi';

const MS_PER_SECOND = 1_000;

/** One thing wrong with a request: where it stands, as a JSON pointer into the named part, and why it was not accepted. */
export interface InvalidPart {
  readonly path: string;
  readonly reason: string;
}

/** A name as a segment of a JSON pointer (RFC 6901): `~` and `/` are written otherwise. */
export function pointerTo(name: PropertyKey): string {
  return String(name).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A place as parsers name it, such as `cases[0].parts`, as the rest of a JSON pointer. */
export function pointerOf(path: string): string {
  return path.replaceAll(/\[(\d+)\]/g, '.$1').split('.').map(pointerTo).join('/');
}

/** An error answer as RFC 9457 describes it; `code` is what programs branch on, `type` names it as a URI. */
interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode | RefusalCode | CaseRefusalCode;
  readonly detail?: string;
  readonly dossierStatus?: DossierStatus;
  readonly allowedActions?: readonly CommandType[];
  readonly data?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly InvalidPart[];
}

/** Status of each kind of problem that is not a refusal of the domain. */
const STATUSES: Record<ProblemCode, number> = {
  'invalid-request': 400,
  'malformed-json': 400,
  'bad-request': 400,
  unauthenticated: 401,
  'not-found': 404,
  'look-up-unknown': 404,
  'look-up-over': 401,
  'rating-too-early': 409,
  'letter-code-wrong': 422,
  'letter-login-wrong': 422,
  'too-many-requests': 429,
  'letter-code-not-sent': 503,
  'not-handed-over': 404,
  'no-result-yet': 404,
  'method-not-allowed': 405,
  'command-dead': 409,
  'draft-ended': 409,
  'same-person': 409,
  'stale-draft': 409,
  'impact-not-computed': 409,
  'nothing-changes': 409,
  'period-not-over': 409,
  'ledger-not-sealed': 409,
  'figures-catching-up': 409,
  'reopening-same-person': 409,
  'reopening-not-requested': 409,
  'edition-replaced': 409,
  'register-year-not-over': 409,
  'register-not-decided': 409,
  'report-out-of-balance': 409,
  'letter-incomplete': 409,
  'letter-unsigned': 409,
  'head-overlaps': 409,
  'absence-overlaps': 409,
  'bulk-undo-too-late': 409,
  'bulk-no-way-back': 409,
  'bulk-unfinished': 409,
  'too-many-notes': 409,
  'dossier-erased': 409,
  'proposal-decided': 409,
  'proposed-by-same-person': 409,
  'two-persons-needed': 409,
  'substitute-absent': 409,
  'authority-ended': 409,
  'number-voided': 409,
  'number-awaited': 409,
  'delivery-stands-otherwise': 409,
  'portal-content-differs': 409,
  'sync-stands-otherwise': 409,
  'plan-confirmed': 409,
  'par-submitted': 409,
  'par-window-not-open': 409,
  'par-unknown-row': 409,
  'par-sum-row': 409,
  'par-maximum-unknown': 409,
  'par-above-maximum': 409,
  'par-reason-missing': 409,
  'par-proposal-not-open': 409,
  'par-same-person': 409,
  'par-proposals-open': 409,
  'par-incomplete': 409,
  'par-nothing-scored': 409,
  'par-rows-lost': 409,
  'record-published': 409,
  'record-flags-open': 409,
  'no-ticket-waiting': 409,
  'ticket-stands-otherwise': 409,
  'moved-on': 409,
  'series-in-use': 409,
  'exchange-applied': 409,
  'body-too-large': 413,
  'uri-too-long': 414,
  'unsupported-media-type': 415,
  'idempotency-key-reused': 422,
  'unknown-dossiers': 422,
  'unknown-file': 422,
  'unknown-evidence': 422,
  'document-unreadable': 422,
  'survey-invalid': 422,
  'portal-table-unreadable': 422,
  'scenario-unusable': 422,
  'file-type-refused': 422,
  'figure-not-available': 422,
  'period-not-begun': 422,
  'unknown-code': 422,
  'calendar-invalid': 422,
  'unknown-layer': 422,
  'notice-invalid': 422,
  'template-invalid': 422,
  'period-missing': 422,
  'delegation-missing': 422,
  'portal-codes-unknown': 422,
  'par-unknown-catalogue': 422,
  'par-catalogue-invalid': 422,
  'par-year-beyond-calendar': 422,
  'par-points-missing': 422,
  'par-plan-unreadable': 422,
  'record-unreadable': 422,
  'record-incomplete': 422,
  'answer-does-not-fit': 422,
  'procedure-invalid': 422,
  'agency-invalid': 422,
  'settings-invalid': 422,
  'date-beyond-calendar': 422,
  'exchange-unreadable': 422,
  'exchange-other-province': 422,
  'exchange-refused': 422,
  'exchange-source-needed': 422,
  'inbox-full': 429,
  'what-if-queue-full': 429,
  'too-many-streams': 429,
  'internal-error': 500,
  'database-unavailable': 503,
  'identity-unavailable': 503,
};

/** Codes of problems that are not refusals of the domain, for the API's description. */
export const PROBLEM_CODES = Object.keys(STATUSES) as readonly ProblemCode[];

/** An answer that is a problem. Thrown inside a request only; the problem filter turns it into the response. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(readonly details: ProblemDetails, readonly headers: Readonly<Record<string, string>> = {}) {
    super(`${String(details.status)} ${details.code}`);
  }
}

/** A problem of one of the known kinds; `detail` says what was wrong in this request and how to put it right. */
export function problem(code: ProblemCode, detail?: string, errors?: readonly InvalidPart[]): Problem {
  const status = STATUSES[code];
  return new Problem(
    { type: problemType(code), title: problemSentence(code), status, code, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) },
    headersOf(code),
  );
}

/** The same in a sentence of its own, which says everything that is to be said to a person. */
export function problemSaying(code: ProblemCode, sentence: string): Problem {
  const { details, headers } = problem(code);
  return new Problem({ ...details, title: sentence }, headers);
}

/** Answer to a method that an address does not take, with those it does. */
export function methodNotAllowed(allowed: readonly string[]): Problem {
  return new Problem(problem('method-not-allowed').details, { allow: allowed.join(', ') });
}

/** Answer to whoever asked too often: when it is worth asking again, in whole seconds. */
export function tooManyRequests(waitMs: number): Problem {
  return new Problem(problem('too-many-requests').details, { 'retry-after': String(Math.max(1, Math.ceil(waitMs / MS_PER_SECOND))) });
}

/** URI that names a kind of problem. */
export function problemType(code: string): string {
  return `urn:dung-han:problem:${code}`;
}

/**
 * What an intake names but the catalogue, the territories or the calendars do not have: the request must be changed, so it
 * is unprocessable. Every other refusal is a conflict with the state of things.
 */
const UNPROCESSABLE: readonly RefusalCode[] = [
  'unknown-procedure',
  'unknown-case',
  'unknown-agency',
  'agency-not-competent',
  'agency-ended',
  'agency-not-in-territory',
  'channel-not-offered',
  'procedure-not-in-force',
  'procedure-ended',
  'unknown-component',
  'beyond-calendar',
  'agency-without-calendar',
  'date-to-be-set',
  'date-not-set-by-person',
  'date-not-in-future',
  'date-outside-hours',
  'unknown-group',
  'group-not-in-force',
  'group-ended',
  'member-agency-needed',
];

/** Answer to a refused intake: 422 when the request names what does not exist or does not fit, else 409. `words` are as for `commandRefused`. */
export function intakeRefused(refusal: Refusal, words: Refusal['data']): Problem {
  return refused(refusal, UNPROCESSABLE.includes(refusal.code) ? 422 : 409, words);
}

/**
 * Answer to a refused command: 409 with the dossier's status and what may be done instead. `words` stand in its sentence in
 * the place of its data: names where the data holds codes.
 */
export function commandRefused(refusal: Refusal, words: Refusal['data'] = refusal.data): Problem {
  return refused(refusal, refusal.code === 'not-authorised' ? 403 : 409, words);
}

/** Answer to a request that names, at `path`, an agency the catalogue does not have. */
export function unknownAgency(path: string): Problem {
  return problem('invalid-request', undefined, [{ path, reason: 'must be an agency of the catalogue' }]);
}

/** Answer to somebody who may not do this here; `detail` says what they may do instead. */
export function forbidden(detail?: string): Problem {
  const { details } = refused({ code: 'not-authorised' }, 403);
  return new Problem(detail === undefined ? details : { ...details, detail });
}

function refused(refusal: Refusal, status: number, words: Refusal['data'] = refusal.data): Problem {
  return new Problem({
    type: problemType(refusal.code),
    title: refusalSentence(refusal.code, words, refusal.status),
    status,
    code: refusal.code,
    ...(refusal.status === undefined ? {} : { dossierStatus: refusal.status }),
    ...(refusal.allowedActions === undefined ? {} : { allowedActions: refusal.allowedActions }),
    ...(refusal.data === undefined ? {} : { data: refusal.data }),
  });
}

/** What RFC 9110 wants beside some statuses. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  429: { 'retry-after': '2' },
  503: { 'retry-after': '2' },
};

function headersOf(code: ProblemCode): Readonly<Record<string, string>> {
  return HEADERS[STATUSES[code]] ?? {};
}
