import { createHash, randomUUID } from 'node:crypto';
import { type Actor, type Instant, type LocalDate, readPlan } from '#domain';
import { PLAN_WORDS } from '#vi';
import { DocumentError } from '../document-tables/document-problem.js';
import { type ReadDocument, readDocument } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import { contextOfPlan, PLAN_COLUMNS, type PlanRow, readingOf, summaryOf, type TaskPlan } from './plan-rows.js';

/** A document somebody uploads as the table of a plan. */
export interface PlanUpload {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly agency: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly content: Uint8Array;
  readonly at: Instant;
}

/** What an upload came to. `uploaded` again for a repeated key. */
export type PlanUploaded =
  | { readonly kind: 'uploaded'; readonly plan: TaskPlan }
  | { readonly kind: 'unreadable'; readonly error: DocumentError }
  | { readonly kind: 'unknown-agency' | 'key-conflict' | 'ends-before-issue' };

/** Reads the table of a plan and keeps the reading as a draft; no task is opened before a person has confirmed it. */
export async function uploadPlan(engine: Engine, upload: PlanUpload): Promise<PlanUploaded> {
  const { actor, agency, number, issuedOn, endsOn, content, at, idempotencyKey } = upload;
  if (endsOn < issuedOn) {
    return { kind: 'ends-before-issue' };
  }
  const document = read(content);
  if (document instanceof DocumentError) {
    return { kind: 'unreadable', error: document };
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  const hmac = engine.vault.hmac('task-plan', stableText({ agency, number, issuedOn, endsOn, sha256 }));
  return engine.database.transaction(async (tx): Promise<PlanUploaded> => {
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
    const reading = readPlan(document.rows, issuedOn, PLAN_WORDS);
    const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency, at }, contextOfPlan(id), Buffer.from(JSON.stringify(reading), 'utf8'));
    await tx.run(
      `INSERT INTO task_plan (id, agency, province, number, issued_on, ends_on, format, sha256, content, key_ref, uploaded_by, uploaded_at, idempotency_key, request_hmac)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [id, agency, province, number, issuedOn, endsOn, document.format, sha256, ciphertext, keyRef, actor.subject, at, idempotencyKey, hmac],
    );
    return { kind: 'uploaded', plan: { id, agency, province, number, issuedOn, endsOn, format: document.format, sha256, uploadedBy: actor.subject, uploadedAt: at, reading } };
  });
}

function read(content: Uint8Array): ReadDocument | DocumentError {
  try {
    return readDocument(content);
  } catch (error) {
    if (error instanceof DocumentError) {
      return error;
    }
    throw error;
  }
}
