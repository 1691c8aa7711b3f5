import { randomUUID } from 'node:crypto';
import { type Actor, type ChainedRow, genesisHead, type Instant, refuseIntake, type Refusal, waiveFees } from '#domain';
import { isUniqueViolation, JoinedWrites, type Statements } from '#persistence';
import type { Clock } from './clock.js';
import { takeCode, takeFreeCode } from './codes.js';
import type { Engine } from './engine.js';
import type { Draft } from './draft.js';
import { oweEffects } from './owe-effects.js';
import { acceptSystemCommand } from './inbox.js';
import { draftEvents, storeEvents } from './ledger-writer.js';
import { type ApplicantRecord, indexApplicant, preparePersonal, type PreparedPersonal, storePersonal } from './personal/index.js';
import { insertDossier } from './projection.js';
import { oweSync } from './sync/owe-sync.js';
import { stableText } from './stable-text.js';
import { type IntakePlan, type KnownIntake, planIntake, type TakeInInput } from './take-in-plan.js';
import type { Outcome } from './transition.js';

/**
 * What an intake comes to. `created`: with the rows of its ledger and its personal record as written, so that they need
 * not be read to be shown. `repeated`: the same key with the same body was taken in before; `seq` is the
 * last event the intake itself appended.
 */
export type TakeInResult =
  | { readonly kind: 'created'; readonly dossierId: string; readonly code: string; readonly rows: readonly ChainedRow[]; readonly record: ApplicantRecord }
  | { readonly kind: 'repeated'; readonly dossierId: string; readonly code: string; readonly seq: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'key-conflict' | 'forbidden' };

/** Attempts at an intake that somebody else's write, or a calendar published meanwhile, sends back to its beginning. */
const ATTEMPTS = 4;

/**
 * Opens a dossier on PostgreSQL alone: event 1, row, figures, personal record, search tokens and the recorded outcome in
 * one transaction. The applicant leaves with code, appointment and receipt while Temporal is down.
 *
 * The intake is decided before anything is held and written only if the calendar it was decided under is still the
 * current one. Its code is taken between the two: a counter that many clerks share is held for no longer than a count.
 */
export async function takeIn(engine: Engine, clock: Clock, input: TakeInInput): Promise<TakeInResult> {
  const hmac = engine.vault.hmac('command-body', stableText({ type: 'TakeIn', body: input.body }));
  const at = clock.now();
  let code: string | undefined;
  let hasCollided = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const plan = await planIntake(engine, input, at);
      switch (plan.kind) {
        case 'known':
          return plan.known.bodyHmac === hmac ? repeated(plan.known) : { kind: 'key-conflict' };
        case 'forbidden':
          return plan;
        case 'refused':
          if (input.forgetsRefusal !== true) {
            await recordIntake(engine.database.read, input, hmac, at, null, { kind: 'refused', refusal: plan.refusal });
          }
          return plan;
        case 'planned': {
          code ??= await codeOf(engine, input, plan, hasCollided);
          const created = await write(engine, clock, input, hmac, plan, code, at);
          if (created !== undefined) {
            return created;
          }
        }
      }
    } catch (error) {
      // The same key or the same code was written by somebody else meanwhile: now it can be seen, or passed over.
      if (attempt === ATTEMPTS || !isUniqueViolation(error)) {
        throw error;
      }
      code = undefined;
      hasCollided = true;
    }
    if (attempt === ATTEMPTS) {
      throw new Error(`The calendar was published anew ${String(ATTEMPTS)} times while a dossier was taken in: send the intake again`);
    }
  }
}

async function codeOf(engine: Engine, { body }: TakeInInput, { routing, rules, request }: IntakePlan, hasCollided: boolean): Promise<string> {
  const given = body.outage?.code ?? body.portal?.portalCode;
  if (given !== undefined) {
    return given;
  }
  const desk = rules.agencies.get(routing.route.receiving);
  if (desk === undefined) {
    throw new Error(`Agency ${routing.route.receiving} vanished while a dossier was taken in`);
  }
  return hasCollided ? takeFreeCode(engine, desk, request.receivedAt) : takeCode(engine, desk, request.receivedAt);
}

/** Writes a planned intake; `undefined` when the calendar has moved since it was planned, and then nothing is written. */
async function write(engine: Engine, clock: Clock, input: TakeInInput, hmac: string, plan: IntakePlan, code: string, at: Instant): Promise<TakeInResult | undefined> {
  const dossierId = randomUUID();
  const { record, request, routing, rules, corrects } = plan;
  const { draft, personal } = await draftIntake(engine, input, plan, { dossierId, code, record, at });
  const { snapshot } = rules.calendars;
  const { state } = draft;
  if (state === undefined) {
    throw new Error('An intake without a state');
  }
  const scopes = [routing.province, routing.route.receiving, routing.route.competent];
  const writes = new JoinedWrites();
  await Promise.all([
    insertDossier(writes, dossierId, state, { lastSeq: draft.head.seq, lastHash: draft.head.hash, settledAt: at, snapshot }),
    storeEvents(writes, draft),
    oweSync(writes, [draft], rules.settings, at),
    ...personal.map((prepared) => storePersonal(writes, prepared)),
    indexApplicant(writes, engine.vault, { dossierId, receivedAt: request.receivedAt, scopes, record }),
    recordIntake(writes, input, hmac, at, dossierId, { kind: 'applied', seq: [1, draft.head.seq] }),
  ]);
  try {
    await engine.database.transaction(async (tx) => {
      const [held] = await Promise.all([engine.rules.holdCalendar(tx), writes.send(tx), oweEffects(tx, [draft], at)]);
      if (held !== snapshot) {
        throw new CalendarMoved();
      }
      if (corrects !== undefined) {
        // Only transitions write on a ledger that has begun: the old one learns of it by a command.
        await acceptSystemCommand(engine, tx, clock, { dossierId: corrects, key: `correction:${dossierId}`, type: 'RecordCorrection', body: { dossier: code } });
      }
    });
  } catch (error) {
    if (error instanceof CalendarMoved) {
      return undefined;
    }
    throw error;
  }
  return { kind: 'created', dossierId, code, rows: draft.rows, record };
}

interface Opening {
  readonly dossierId: string;
  readonly code: string;
  readonly record: ApplicantRecord;
  readonly at: Instant;
}

async function draftIntake(engine: Engine, input: TakeInInput, plan: IntakePlan, opening: Opening): Promise<{ readonly draft: Draft; readonly personal: readonly PreparedPersonal[] }> {
  const { body, actor } = input;
  const { request, routing, rules } = plan;
  const { dossierId, code, record, at } = opening;
  // A reader of its own: a data key made through it stands at once, and the vault keeps it for those who come later.
  const tx = { ...engine.database.read };
  const prepare = (version: number, kind: PreparedPersonal['kind'], data: Readonly<Record<string, unknown>>): Promise<PreparedPersonal> =>
    preparePersonal(tx, engine.vault, { dossierId, version, kind, agency: routing.route.competent, data, at });
  const personal = await prepare(1, 'applicant', { ...record });
  const identity = { code, procedureHash: plan.procedureHash, personal: personal.ref };
  const reason = body.refusal === undefined ? undefined : await prepare(2, 'text', { reason: body.refusal.reason });
  const first =
    body.refusal === undefined || reason === undefined
      ? plan.opening(identity)
      : refuseIntake(request, routing, { ...identity, reason: reason.ref }, rules, body.refusal.reasonCode, at);
  const empty: Draft = { head: genesisHead(dossierId, engine.sha256), state: undefined, rows: [], deltas: [] };
  const draft = draftEvents(empty, dossierId, { cause: `intake:${dossierId}`, actor, events: [first, ...(body.refusal === undefined ? waiveFees(request, rules, at) : [])] }, at, rules.calendars.snapshot, engine);
  return { draft, personal: reason === undefined ? [personal] : [personal, reason] };
}

/** Takes an intake's transaction back because the calendar it was decided under is no longer the current one. */
class CalendarMoved extends Error {}

function repeated(known: KnownIntake): TakeInResult {
  if (known.outcome?.kind === 'refused') {
    return { kind: 'refused', refusal: known.outcome.refusal };
  }
  const seq = known.outcome?.kind === 'applied' ? (known.outcome.seq.at(-1) ?? 1) : 1;
  return known.dossierId === undefined || known.code === undefined ? { kind: 'key-conflict' } : { kind: 'repeated', dossierId: known.dossierId, code: known.code, seq };
}

async function recordIntake(
  tx: Pick<Statements, 'run'>,
  { actor, idempotencyKey }: { readonly actor: Actor; readonly idempotencyKey: string },
  hmac: string,
  at: Instant,
  dossierId: string | null,
  outcome: Outcome,
): Promise<void> {
  await tx.run(
    `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body_hmac, accepted_at, status, outcome, next_attempt_at, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'TakeIn', $7, $8, $9, $10, $8, $8)`,
    [randomUUID(), actor.subject, actor.role, actor.agency, idempotencyKey, dossierId, hmac, at, outcome.kind, JSON.stringify(outcome)],
  );
}
