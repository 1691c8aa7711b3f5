import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type ChainedRow,
  type IntakeRequest,
  type Instant,
  localDateOf,
  formatLocalDate,
  genesisHead,
  type Identity,
  type NewEvent,
  mayDo,
  openIntake,
  refuseIntake,
  type Refusal,
  routeIntake,
  type Rules,
  CalendarRangeError,
} from '#domain';
import { isUniqueViolation, type Transaction } from '#persistence';
import type { Outcome } from './apply-transition.js';
import type { Clock } from './clock.js';
import { isReservedCode, nextCode } from './codes.js';
import type { Engine } from './engine.js';
import type { PublishedProcedure } from './rule-book.js';
import type { Draft } from './draft.js';
import { draftEvents, storeDraft } from './ledger-writer.js';
import { type ApplicantRecord, indexApplicant, preparePersonal, storePersonal } from './personal/index.js';
import { insertDossier } from './projection.js';
import { stableText } from './stable-text.js';
import { applicantRecord, requestOf, type TakeInBody } from './take-in-body.js';

/** An intake with who sends it and the key under which it is sent at most once. */
export interface TakeInInput {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly body: TakeInBody;
}

/**
 * What an intake comes to. `created`: with the rows of its ledger and its personal record as written, so that they need
 * not be read to be shown. `repeated`: the same key with the same body was taken in before.
 */
export type TakeInResult =
  | { readonly kind: 'created'; readonly dossierId: string; readonly code: string; readonly rows: readonly ChainedRow[]; readonly record: ApplicantRecord }
  | { readonly kind: 'repeated'; readonly dossierId: string; readonly code: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'key-conflict' | 'forbidden' };

/**
 * Opens a dossier in one transaction on PostgreSQL alone: event 1, row, figures, personal record, search tokens and the
 * recorded outcome. The applicant leaves with code, appointment and receipt while Temporal is down.
 */
export async function takeIn(engine: Engine, clock: Clock, input: TakeInInput): Promise<TakeInResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await takeInOnce(engine, clock, input);
    } catch (error) {
      // The same key, or the same code from outside, was written by somebody else meanwhile: now it can be seen.
      if (attempt === ATTEMPTS || !isUniqueViolation(error)) {
        throw error;
      }
    }
  }
}

const ATTEMPTS = 3;

async function takeInOnce(engine: Engine, clock: Clock, input: TakeInInput): Promise<TakeInResult> {
  const hmac = engine.vault.hmac('command-body', stableText({ type: 'TakeIn', body: input.body }));
  return engine.database.transaction(async (tx) => {
    const at = clock.now();
    const request = requestOf(input.body, input.actor, at, await engine.rules.agencies(tx));
    const [{ snapshot, known }, published] = await Promise.all([
      holdAndFind(tx, input),
      engine.rules.procedureInForce(tx, input.body.procedureCode, formatLocalDate(localDateOf(request.receivedAt))),
    ]);
    if (known !== undefined) {
      return known.body_hmac === hmac ? repeated(known) : { kind: 'key-conflict' };
    }
    const prepared = published === undefined ? refused('unknown-procedure', { procedure: input.body.procedureCode }) : await prepare(engine, tx, input, { request, published, snapshot, at });
    if (prepared.kind === 'forbidden') {
      return prepared;
    }
    if (prepared.kind === 'refused') {
      await recordIntake(tx, input, hmac, at, null, { kind: 'refused', refusal: prepared.refusal });
      return prepared;
    }
    const dossierId = randomUUID();
    const { written, ...opened } = await open(engine, tx, input, dossierId, prepared, at);
    await Promise.all([written, recordIntake(tx, input, hmac, at, dossierId, { kind: 'applied', seq: [1, 1] })]);
    return { kind: 'created', dossierId, ...opened };
  });
}

interface Prepared {
  readonly kind: 'prepared';
  readonly request: IntakeRequest;
  readonly routing: Extract<ReturnType<typeof routeIntake>, { kind: 'routed' }>;
  readonly rules: Rules;
  readonly procedureHash: string;
  /** Event 1 once the dossier has its code. */
  readonly opening: (identity: Identity) => NewEvent;
}

/** What an intake is judged by. */
interface Basis {
  readonly request: IntakeRequest;
  readonly published: PublishedProcedure;
  readonly snapshot: string;
  readonly at: Instant;
}

async function prepare(engine: Engine, tx: Transaction, input: TakeInInput, basis: Basis): Promise<Prepared | { readonly kind: 'refused'; readonly refusal: Refusal } | { readonly kind: 'forbidden' }> {
  const { body, actor } = input;
  const { request, published, snapshot, at } = basis;
  const rules = await engine.rules.rules(tx, published.procedure.code, published.procedure.version, snapshot);
  const routing = routeIntake(request, rules);
  if (routing.kind === 'refused') {
    return refused(routing.code, routing.data);
  }
  const concerned = { province: routing.province, agencies: [routing.route.receiving] };
  const action = body.refusal !== undefined ? 'RefuseIntake' : body.outage === undefined ? 'TakeIn' : 'EnterOutage';
  if (!mayDo(actor, action, concerned, rules.agencies)) {
    return { kind: 'forbidden' };
  }
  const objection = await objectToTime(tx, body, actor, routing.route.receiving, at);
  if (objection !== undefined) {
    return objection;
  }
  try {
    return { kind: 'prepared', request, routing, rules, procedureHash: published.hash, opening: openIntake(request, routing, rules, at) };
  } catch (error) {
    return beyondCalendar(error);
  }
}

async function objectToTime(tx: Transaction, body: TakeInBody, actor: Actor, desk: string, at: Instant): Promise<{ readonly kind: 'refused'; readonly refusal: Refusal } | undefined> {
  const told = body.outage?.receivedAt ?? body.postal?.arrivedAt ?? body.portal?.completeAt;
  if (told !== undefined && told > at) {
    return refused('received-in-future', { receivedAt: told });
  }
  if (body.outage?.secondPerson === actor.subject) {
    return refused('second-person-required', {});
  }
  const given = body.outage?.code ?? body.portal?.portalCode;
  if (given !== undefined && (await tx.first('SELECT 1 FROM dossier WHERE code = $1', [given])) !== undefined) {
    return refused('code-taken', { code: given });
  }
  const reserved = body.outage?.code;
  if (reserved !== undefined && !(await isReservedCode(tx, desk, reserved))) {
    return refused('code-not-reserved', { code: reserved });
  }
  return undefined;
}

interface Opened {
  readonly code: string;
  readonly rows: readonly ChainedRow[];
  readonly record: ApplicantRecord;
  /** Everything above on its way to the server; to be awaited with what else is sent. */
  readonly written: Promise<unknown>;
}

async function open(engine: Engine, tx: Transaction, input: TakeInInput, dossierId: string, prepared: Prepared, at: Instant): Promise<Opened> {
  const { body, actor } = input;
  const { request, routing, rules } = prepared;
  const { receiving, competent } = routing.route;
  const record = applicantRecord(body);
  const personal = await preparePersonal(tx, engine.vault, { dossierId, version: 1, kind: 'applicant', agency: competent, data: { ...record }, at });
  const desk = rules.agencies.get(receiving);
  if (desk === undefined) {
    throw new Error(`Agency ${receiving} vanished while a dossier was taken in`);
  }
  const code = body.outage?.code ?? body.portal?.portalCode ?? (await nextCode(tx, engine.options.codeStyle, desk, request.receivedAt));
  const identity = { code, procedureHash: prepared.procedureHash, personal: personal.ref };
  const reason = body.refusal === undefined ? undefined : await preparePersonal(tx, engine.vault, { dossierId, version: 2, kind: 'text', agency: competent, data: { reason: body.refusal.reason }, at });
  const event =
    body.refusal === undefined || reason === undefined
      ? prepared.opening(identity)
      : refuseIntake(request, routing, { ...identity, reason: reason.ref }, rules, body.refusal.reasonCode, at);
  const empty: Draft = { head: genesisHead(dossierId, engine.sha256), state: undefined, rows: [], deltas: [] };
  const draft = draftEvents(empty, dossierId, { cause: `intake:${dossierId}`, actor, events: [event] }, at, rules.calendars.snapshot, engine);
  if (draft.state === undefined) {
    throw new Error('An intake without a state');
  }
  const written = Promise.all([
    insertDossier(tx, dossierId, draft.state, { lastSeq: draft.head.seq, lastHash: draft.head.hash, settledAt: at, snapshot: rules.calendars.snapshot }),
    storeDraft(tx, draft, at),
    storePersonal(tx, personal),
    ...(reason === undefined ? [] : [storePersonal(tx, reason)]),
    indexApplicant(tx, engine.vault, { dossierId, receivedAt: request.receivedAt, scopes: [routing.province, receiving, competent], record }),
  ]);
  return { code, rows: draft.rows, record, written };
}

/** A term beyond any calendar is a refusal the person can act on; anything else is thrown on. */
function beyondCalendar(error: unknown): { readonly kind: 'refused'; readonly refusal: Refusal } {
  if (error instanceof CalendarRangeError) {
    return refused('beyond-calendar', { reason: error.message });
  }
  throw error;
}

interface KnownIntake {
  readonly body_hmac: string;
  readonly dossier_id: string | null;
  readonly code: string | null;
  readonly outcome: Outcome | null;
}

/** Holds the calendar head FOR SHARE, as every writer of events does, and looks whether the key was used before. */
async function holdAndFind(tx: Transaction, input: TakeInInput): Promise<{ readonly snapshot: string; readonly known: KnownIntake | undefined }> {
  const row = await tx.first<{ version_id: string } & Partial<KnownIntake>>(
    `SELECT head.version_id, known.* FROM (SELECT version_id FROM calendar_head FOR SHARE) head
     LEFT JOIN LATERAL (SELECT i.body_hmac, i.dossier_id, d.code, i.outcome FROM command_inbox i LEFT JOIN dossier d ON d.id = i.dossier_id
                        WHERE i.actor_subject = $1 AND i.idempotency_key = $2) known ON true`,
    [input.actor.subject, input.idempotencyKey],
  );
  if (row === undefined) {
    throw new Error('No calendar version is published: publish one before dossiers are taken in');
  }
  const { body_hmac: hmac, dossier_id: dossierId, code, outcome } = row;
  return { snapshot: row.version_id, known: hmac == null ? undefined : { body_hmac: hmac, dossier_id: dossierId ?? null, code: code ?? null, outcome: outcome ?? null } };
}

function repeated(known: KnownIntake): TakeInResult {
  if (known.outcome?.kind === 'refused') {
    return { kind: 'refused', refusal: known.outcome.refusal };
  }
  return known.dossier_id === null || known.code === null ? { kind: 'key-conflict' } : { kind: 'repeated', dossierId: known.dossier_id, code: known.code };
}

async function recordIntake(tx: Transaction, input: TakeInInput, hmac: string, at: Instant, dossierId: string | null, outcome: Outcome): Promise<void> {
  const { actor } = input;
  await tx.run(
    `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body_hmac, accepted_at, status, outcome, next_attempt_at, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'TakeIn', $7, $8, $9, $10, $8, $8)`,
    [randomUUID(), actor.subject, actor.role, actor.agency, input.idempotencyKey, dossierId, hmac, at, outcome.kind, JSON.stringify(outcome)],
  );
}

function refused(code: Refusal['code'], data: NonNullable<Refusal['data']>): { readonly kind: 'refused'; readonly refusal: Refusal } {
  return { kind: 'refused', refusal: { code, data } };
}
