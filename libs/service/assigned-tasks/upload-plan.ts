import { readPlan } from '#domain';
import { PLAN_WORDS } from '#vi';
import { DocumentError } from '../document-tables/document-problem.js';
import { type ReadDocument, readUpload } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';
import { hashOfContent } from '../files/files.js';
import { keepPlan, type PlanDocument, type PlanKept } from './keep-plan.js';

/** A document somebody uploads as the table of a plan. */
export interface PlanUpload extends PlanDocument {
  readonly content: Uint8Array;
}

/** What an upload came to. `uploaded` again for a repeated key. */
export type PlanUploaded =
  | PlanKept
  | { readonly kind: 'unreadable'; readonly error: DocumentError }
  | { readonly kind: 'ends-before-issue' };

/** Reads the table of a plan and keeps the reading as a draft; no task is opened before a person has confirmed it. */
export async function uploadPlan(engine: Engine, { content, ...plan }: PlanUpload): Promise<PlanUploaded> {
  if (plan.endsOn < plan.issuedOn) {
    return { kind: 'ends-before-issue' };
  }
  const document = await read(engine, content);
  if (document instanceof DocumentError) {
    return { kind: 'unreadable', error: document };
  }
  return engine.database.transaction((tx) =>
    keepPlan(engine, tx, { ...plan, format: document.format, sha256: hashOfContent(content), read: () => readPlan(document.rows, plan.issuedOn, PLAN_WORDS) }),
  );
}

async function read(engine: Engine, content: Uint8Array): Promise<ReadDocument | DocumentError> {
  try {
    return await readUpload(engine, content);
  } catch (error) {
    if (error instanceof DocumentError) {
      return error;
    }
    throw error;
  }
}
