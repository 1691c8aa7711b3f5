import type { CommandType, DossierStatus, Refusal, RefusalCode } from '#domain';
import { refusalSentence } from '#vi';

/** One thing wrong with a request: where it stands, as a JSON pointer into the named part, and why it was not accepted. */
export interface InvalidPart {
  readonly path: string;
  readonly reason: string;
}

/** An error answer as RFC 9457 describes it; `code` is what programs branch on, `type` names it as a URI. */
interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode | RefusalCode;
  readonly detail?: string;
  readonly dossierStatus?: DossierStatus;
  readonly allowedActions?: readonly CommandType[];
  readonly data?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly InvalidPart[];
}

/** What can go wrong before or beside a decision: status and title by code. */
const KINDS = {
  'invalid-request': { status: 400, title: 'The request does not have the expected form' },
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'bad-request': { status: 400, title: 'The request cannot be understood' },
  unauthenticated: { status: 401, title: 'A valid bearer token is needed' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'body-too-large': { status: 413, title: 'The body is larger than this address accepts' },
  'uri-too-long': { status: 414, title: 'The address is too long' },
  'command-dead': { status: 409, title: 'The command could not be carried out and was given up; an operator has been told' },
  'unsupported-media-type': { status: 415, title: 'The media type is not accepted at this address' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used before with another body' },
  'unknown-file': { status: 422, title: 'The file does not belong to this dossier' },
  'file-type-refused': { status: 422, title: 'The content of the file is of a type that is not accepted' },
  'figure-not-available': { status: 422, title: 'This rate cannot be told for such a scope' },
  'inbox-full': { status: 429, title: 'Too many commands of this dossier are waiting' },
  'internal-error': { status: 500, title: 'The server failed to answer' },
  'database-unavailable': { status: 503, title: 'The database cannot be reached at the moment' },
  'identity-unavailable': { status: 503, title: 'The sign-in service cannot be reached at the moment' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;
/** A kind of problem that is not a refusal of the domain. */
export type ProblemCode = keyof typeof KINDS;

/** Codes of `ProblemCode`, for the API's description. */
export const PROBLEM_CODES = Object.keys(KINDS) as readonly ProblemCode[];

/** An answer that is a problem. Thrown inside a request only; the problem filter turns it into the response. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(readonly details: ProblemDetails, readonly headers: Readonly<Record<string, string>> = {}) {
    super(`${String(details.status)} ${details.code}`);
  }
}

/** A problem of one of the known kinds; `detail` says what was wrong in this request and how to put it right. */
export function problem(code: ProblemCode, detail?: string, errors?: readonly InvalidPart[]): Problem {
  const { status, title } = KINDS[code];
  return new Problem(
    { type: problemType(code), title, status, code, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) },
    headersOf(code),
  );
}

/** URI that names a kind of problem. */
function problemType(code: string): string {
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
  'agency-not-in-territory',
  'channel-not-offered',
  'procedure-not-in-force',
  'unknown-component',
  'beyond-calendar',
];

/** Answer to a refused intake: 422 when the request names what does not exist or does not fit, else 409. */
export function intakeRefused(refusal: Refusal): Problem {
  return refused(refusal, UNPROCESSABLE.includes(refusal.code) ? 422 : 409);
}

/** Answer to a refused command: 409 with the dossier's status and what may be done instead. */
export function commandRefused(refusal: Refusal): Problem {
  return refused(refusal, refusal.code === 'not-authorised' ? 403 : 409);
}

/** Answer to somebody who may not do this here. */
export function forbidden(): Problem {
  return refused({ code: 'not-authorised' }, 403);
}

function refused(refusal: Refusal, status: number): Problem {
  return new Problem({
    type: problemType(refusal.code),
    title: refusalSentence(refusal.code, refusal.data, refusal.status),
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
  return HEADERS[KINDS[code].status] ?? {};
}
