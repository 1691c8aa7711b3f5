import { createHash } from 'node:crypto';
import { type Actor, type Instant, type LocalDate, readPlan } from '#domain';
import { PLAN_WORDS } from '#vi';
import { DocumentError } from '../document-tables/document-problem.js';
import { type ReadDocument, readDocument } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';
import { keepPlan, type PlanKept } from './keep-plan.js';

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
  | PlanKept
  | { readonly kind: 'unreadable'; readonly error: DocumentError }
  | { readonly kind: 'ends-before-issue' };

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
  return engine.database.transaction((tx) =>
    keepPlan(engine, tx, { actor, agency, number, issuedOn, endsOn, at, idempotencyKey, format: document.format, sha256, read: () => readPlan(document.rows, issuedOn, PLAN_WORDS) }),
  );
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
