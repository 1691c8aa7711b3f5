import { randomUUID } from 'node:crypto';
import type { Actor, Instant, LocalDate, PlanReading } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import { contextOfPlan, PLAN_COLUMNS, type PlanFormat, type PlanRow, readingOf, summaryOf, type TaskPlan } from './plan-rows.js';

/** The document of a plan and who brings it, under a key of theirs. */
export interface PlanDocument {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  /** Who issued it, its number and day. */
  readonly agency: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  /** The last day of the work: continuous work is looked at then, and no report of it begins later. */
  readonly endsOn: LocalDate;
  readonly at: Instant;
}

/** A plan ready to be kept as a draft. */
export interface PlanToKeep extends PlanDocument {
  readonly format: PlanFormat;
  /** Hash of what it was read from. */
  readonly sha256: string;
  readonly read: () => PlanReading;
}

/** What keeping it came to. */
export type PlanKept = { readonly kind: 'uploaded'; readonly plan: TaskPlan } | { readonly kind: 'unknown-agency' | 'key-conflict' };

/** Keeps what was read of a plan as a draft, sealed, once for a key of an actor. */
export async function keepPlan(engine: Engine, tx: Transaction, { actor, idempotencyKey, agency, number, issuedOn, endsOn, format, sha256, read, at }: PlanToKeep): Promise<PlanKept> {
  const hmac = engine.vault.hmac('task-plan', stableText({ agency, number, issuedOn, endsOn, sha256 }));
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`task-plan:${actor.subject}:${idempotencyKey}`]);
  const known = await tx.first<PlanRow>(`SELECT ${PLAN_COLUMNS} FROM task_plan WHERE uploaded_by = $1 AND idempotency_key = $2`, [actor.subject, idempotencyKey]);
  if (known !== undefined) {
    return known.request_hmac === hmac ? { kind: 'uploaded', plan: { ...summaryOf(known), reading: await readingOf(tx, engine.vault, known) } } : { kind: 'key-conflict' };
  }
  const province = (await engine.rules.agencies(tx)).get(agency)?.province;
  if (province === undefined) {
    return { kind: 'unknown-agency' };
  }
  const id = randomUUID();
  const reading = read();
  const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency, at }, contextOfPlan(id), Buffer.from(JSON.stringify(reading), 'utf8'));
  await tx.run(
    `INSERT INTO task_plan (id, agency, province, number, issued_on, ends_on, format, sha256, content, key_ref, uploaded_by, uploaded_at, idempotency_key, request_hmac)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [id, agency, province, number, issuedOn, endsOn, format, sha256, ciphertext, keyRef, actor.subject, at, idempotencyKey, hmac],
  );
  return { kind: 'uploaded', plan: { id, agency, province, number, issuedOn, endsOn, format, sha256, uploadedBy: actor.subject, uploadedAt: at, reading } };
}
