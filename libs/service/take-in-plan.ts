import {
  type Action,
  type Actor,
  formatLocalDate,
  type Instant,
  type IntakeRequest,
  localDateOf,
  mayDo,
  type Refusal,
  routeIntake,
  type Rules,
} from '#domain';
import { isReservedCode } from './codes.js';
import { readCorrected } from './corrected-dossier.js';
import type { Engine } from './engine.js';
import { absentProcedure, openFiling, type Opening, refusalOfDate, refusedFiling } from './filing.js';
import { NoCalendarError, type PublishedProcedure, type Reader, VERSION_IN_FORCE } from './rule-book.js';
import type { ApplicantRecord } from './personal/index.js';
import { applicantRecord, requestOf, type TakeInBody } from './take-in-body.js';
import type { Outcome } from './transition.js';

/** An intake with who sends it and the key under which it is sent at most once. */
export interface TakeInInput {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly body: TakeInBody;
  /** A refusal is not remembered under the key: the same intake may come again once what it names is known here. */
  readonly forgetsRefusal?: true;
}

/** An intake that was recorded before under the same key, as an applied or a refused command. */
export interface KnownIntake {
  readonly bodyHmac: string;
  readonly dossierId: string | undefined;
  readonly code: string | undefined;
  readonly outcome: Outcome | undefined;
}

/** An intake as it would be written: everything but its code, and nothing written yet. */
export interface IntakePlan {
  readonly kind: 'planned';
  readonly request: IntakeRequest;
  readonly routing: Extract<ReturnType<typeof routeIntake>, { kind: 'routed' }>;
  readonly rules: Rules;
  readonly procedureHash: string;
  readonly opening: Opening;
  readonly record: ApplicantRecord;
  /** The dossier it corrects. */
  readonly corrects?: string;
}

/** What comes of looking at an intake. */
export type Planning =
  | IntakePlan
  | { readonly kind: 'known'; readonly known: KnownIntake }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'forbidden' };

/**
 * Decides an intake at `at` without holding anything: under which calendar it was decided stands in `rules`, and whoever
 * writes it sees to it that this is still the current one.
 */
export async function planIntake(engine: Engine, input: TakeInInput, at: Instant): Promise<Planning> {
  const { body, actor } = input;
  const tx = engine.database.read;
  const agencies = await engine.rules.agencies(tx);
  const request = requestOf(body, actor, at, agencies);
  const { known, snapshot, version } = await lookUp(tx, input, formatLocalDate(localDateOf(request.receivedAt)));
  if (known !== undefined) {
    return { kind: 'known', known };
  }
  const published = version === undefined ? undefined : await engine.rules.procedure(tx, body.procedureCode, version);
  if (published === undefined) {
    return absentProcedure(tx, body.procedureCode);
  }
  const corrected = await readCorrected(engine, input, agencies);
  if (corrected?.kind === 'refused') {
    return corrected;
  }
  const record = applicantRecord(body, corrected?.record);
  const parties = { byProxy: record.proxy !== undefined, applicantType: record.applicant.type ?? 'person' } as const;
  const judged = await judge(engine, input, { request: { ...request, ...parties }, published, snapshot, at });
  return judged.kind === 'planned' ? { ...judged, record, ...(corrected === undefined ? {} : { corrects: corrected.dossierId }) } : judged;
}

async function judge(
  engine: Engine,
  { body, actor }: TakeInInput,
  basis: { readonly request: IntakeRequest; readonly published: PublishedProcedure; readonly snapshot: string; readonly at: Instant },
): Promise<Omit<IntakePlan, 'record' | 'corrects'> | Exclude<Planning, IntakePlan>> {
  const { request, published, snapshot, at } = basis;
  const tx = engine.database.read;
  const rules = await engine.rules.rules(tx, published.procedure.code, published.procedure.version, snapshot);
  const routing = routeIntake(request, rules);
  if (routing.kind === 'refused') {
    return refusedFiling(routing.code, routing.data);
  }
  const concerned = { province: routing.province, agencies: [routing.route.receiving] };
  if (!mayDo(actor, actionOf(body, actor), concerned, rules.agencies)) {
    return { kind: 'forbidden' };
  }
  const objection = await objectToTime(tx, body, actor, routing.route.receiving, at);
  if (objection !== undefined) {
    return objection;
  }
  const undated = body.refusal === undefined ? refusalOfDate(request, routing, rules) : undefined;
  if (undated !== undefined) {
    return undated;
  }
  const filing = openFiling(request, routing, rules, at);
  return filing.kind === 'refused' ? filing : { kind: 'planned', request, routing, rules, procedureHash: published.hash, opening: filing.opening };
}

/** What taking this in is called: the portal's service account hands on what was filed there, and nothing else. */
function actionOf(body: TakeInBody, { role }: Actor): Action {
  if (body.refusal !== undefined) {
    return 'RefuseIntake';
  }
  return body.outage !== undefined ? 'EnterOutage' : role === 'portal' && body.portal !== undefined ? 'FileOnline' : 'TakeIn';
}

async function objectToTime(tx: Reader, body: TakeInBody, actor: Actor, desk: string, at: Instant): Promise<Extract<Planning, { kind: 'refused' }> | undefined> {
  const told = body.outage?.receivedAt ?? body.postal?.arrivedAt ?? body.portal?.completeAt;
  if (told !== undefined && told > at) {
    return refusedFiling('received-in-future', { receivedAt: told });
  }
  if (body.outage?.secondPerson === actor.subject) {
    return refusedFiling('second-person-required', {});
  }
  const given = body.outage?.code ?? body.portal?.portalCode;
  if (given !== undefined && (await tx.first('SELECT 1 FROM dossier WHERE code = $1', [given])) !== undefined) {
    return refusedFiling('code-taken', { code: given });
  }
  const reserved = body.outage?.code;
  if (reserved !== undefined && !(await isReservedCode(tx, desk, reserved))) {
    return refusedFiling('code-not-reserved', { code: reserved });
  }
  return undefined;
}

interface LookedUp {
  readonly known: KnownIntake | undefined;
  readonly snapshot: string;
  /** The version of the procedure in force on the day; `undefined` when there is none. */
  readonly version: number | undefined;
}

/** The key, the current calendar and the version in force by one statement: every intake asks for them. */
async function lookUp(tx: Reader, { actor, idempotencyKey, body }: TakeInInput, localDay: string): Promise<LookedUp> {
  const row = await tx.first<{ snapshot: string | null; version: number | null; body_hmac: string | null; dossier_id: string | null; code: string | null; outcome: Outcome | null }>(
    `SELECT (SELECT version_id FROM calendar_head) AS snapshot, (${VERSION_IN_FORCE}) AS version, known.*
     FROM (SELECT) AS nothing LEFT JOIN LATERAL (
       SELECT i.body_hmac, i.dossier_id, d.code, i.outcome FROM command_inbox i LEFT JOIN dossier d ON d.id = i.dossier_id WHERE i.actor_subject = $3 AND i.idempotency_key = $4
     ) AS known ON true`,
    [body.procedureCode, localDay, actor.subject, idempotencyKey],
  );
  if (row?.snapshot == null) {
    throw new NoCalendarError();
  }
  const known = row.body_hmac === null ? undefined : { bodyHmac: row.body_hmac, dossierId: row.dossier_id ?? undefined, code: row.code ?? undefined, outcome: row.outcome ?? undefined };
  return { known, snapshot: row.snapshot, version: row.version ?? undefined };
}
