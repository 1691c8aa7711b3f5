import { randomUUID } from 'node:crypto';
import { genesisHead, type Instant, refuseIntake, waiveFees } from '#domain';
import { JoinedWrites, type Statements } from '#persistence';
import type { Clock } from './clock.js';
import type { Draft } from './draft.js';
import type { Engine } from './engine.js';
import { acceptSystemCommand } from './inbox.js';
import { draftEvents, storeEvents } from './ledger-writer.js';
import { oweEffects } from './owe-effects.js';
import { indexApplicant, preparePersonal, type PreparedPersonal, storePersonal } from './personal/index.js';
import { insertDossier } from './projection.js';
import { oweSync } from './sync/owe-sync.js';
import type { IntakePlan, TakeInInput } from './take-in-plan.js';
import type { Outcome } from './transition.js';

/** A planned intake with its code: everything that will be written of it, and nothing written yet. */
export interface DraftedIntake {
  readonly dossierId: string;
  readonly code: string;
  readonly plan: IntakePlan;
  readonly draft: Draft;
  readonly personal: readonly PreparedPersonal[];
}

/** What an intake is called, and when it is entered. */
export interface IntakeName {
  readonly code: string;
  readonly at: Instant;
  /** Code of the filing that opens it beside others. */
  readonly filing?: string;
}

/** Drafts the ledger and the encrypted records of a planned intake. */
export async function draftIntake(engine: Engine, { body, actor }: Pick<TakeInInput, 'actor' | 'body'>, plan: IntakePlan, { code, at, filing }: IntakeName): Promise<DraftedIntake> {
  const { request, routing, rules, record } = plan;
  const dossierId = randomUUID();
  // A reader of its own: a data key made through it stands at once, and the vault keeps it for those who come later.
  const tx = { ...engine.database.read };
  const prepare = (version: number, kind: PreparedPersonal['kind'], data: Readonly<Record<string, unknown>>): Promise<PreparedPersonal> =>
    preparePersonal(tx, engine.vault, { dossierId, version, kind, agency: routing.route.competent, data, at });
  const personal = await prepare(1, 'applicant', { ...record });
  const identity = { code, procedureHash: plan.procedureHash, personal: personal.ref, ...(filing === undefined ? {} : { filing }) };
  const reason = body.refusal === undefined ? undefined : await prepare(2, 'text', { reason: body.refusal.reason });
  const first =
    body.refusal === undefined || reason === undefined
      ? plan.opening(identity)
      : refuseIntake(request, routing, { ...identity, reason: reason.ref }, rules, body.refusal.reasonCode, at);
  const empty: Draft = { head: genesisHead(dossierId, engine.sha256), state: undefined, rows: [], deltas: [], dwells: [] };
  const draft = draftEvents(empty, dossierId, { cause: `intake:${dossierId}`, actor, events: [first, ...(body.refusal === undefined ? waiveFees(request, rules, at) : [])] }, at, rules.calendars.snapshot, engine);
  return { dossierId, code, plan, draft, personal: reason === undefined ? [personal] : [personal, reason] };
}

/** Takes intakes' transaction back because the calendar they were decided under is no longer the current one. */
class CalendarMoved extends Error {}

/**
 * Writes drafted intakes in one transaction, all or none; `joined` is written with them by the same statement. False when the
 * calendar has moved since one of them was planned: then nothing is written.
 */
export async function writeIntakes(engine: Engine, clock: Clock, intakes: readonly DraftedIntake[], at: Instant, joined: (writes: JoinedWrites) => Promise<void>): Promise<boolean> {
  const writes = new JoinedWrites();
  await Promise.all([...intakes.map((intake) => gather(engine, writes, intake, at)), joined(writes)]);
  try {
    await engine.database.transaction(async (tx) => {
      const [held] = await Promise.all([engine.rules.holdCalendar(tx), writes.send(tx), oweEffects(tx, intakes.map(({ draft }) => draft), at)]);
      if (intakes.some(({ plan }) => plan.rules.calendars.snapshot !== held)) {
        throw new CalendarMoved();
      }
      for (const { plan, dossierId, code } of intakes) {
        if (plan.corrects !== undefined) {
          // Only transitions write on a ledger that has begun: the old one learns of it by a command.
          await acceptSystemCommand(engine, tx, clock, { dossierId: plan.corrects, key: `correction:${dossierId}`, type: 'RecordCorrection', body: { dossier: code } });
        }
      }
    });
    return true;
  } catch (error) {
    if (error instanceof CalendarMoved) {
      return false;
    }
    throw error;
  }
}

async function gather(engine: Engine, writes: JoinedWrites, { dossierId, plan, draft, personal }: DraftedIntake, at: Instant): Promise<void> {
  const { record, request, routing, rules } = plan;
  const { state } = draft;
  if (state === undefined) {
    throw new Error('An intake without a state');
  }
  const scopes = [routing.province, routing.route.receiving, routing.route.competent];
  await Promise.all([
    insertDossier(writes, dossierId, state, { lastSeq: draft.head.seq, lastHash: draft.head.hash, settledAt: at, snapshot: rules.calendars.snapshot }),
    storeEvents(writes, draft),
    oweSync(writes, [draft], rules.settings, at),
    ...personal.map((prepared) => storePersonal(writes, prepared)),
    indexApplicant(writes, engine.vault, { dossierId, receivedAt: request.receivedAt, scopes, record }),
  ]);
}

/** Records what an intake came to under its key, so that it is answered the same when it is sent again. */
export async function recordIntake(
  tx: Pick<Statements, 'run'>,
  { actor, idempotencyKey }: Pick<TakeInInput, 'actor' | 'idempotencyKey'>,
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
