import { missingParts, type MissingPart, type NeededRule, type ProcedureProblem, type ProcedureVersion, type SuppliedRules, versionOfRecord } from '#domain';
import { recordSourceVi } from '#vi';
import type { Engine } from '../engine.js';
import { requestHash } from '../stable-text.js';
import { nextVersion } from './next-version.js';
import { publishProcedure } from './publish.js';
import type { AnswerAuthor } from './record-answers.js';
import { readProcedureRecord } from './record-drafts.js';
import { keepRequest, knownRequest } from './record-requests.js';
import { findProcedureVersion } from './versions.js';

/** What a person adds to a record: rules, and the number of the published version whose stages and rules go on. */
export interface RecordSupplement {
  readonly rules: SuppliedRules;
  readonly carryFrom?: number;
}

/** A record that is a version now, or was before. `lacks` are legal parts its posting will still miss. */
export interface PublishedRecord {
  readonly kind: 'published';
  readonly procedure: ProcedureVersion;
  readonly lacks: readonly MissingPart[];
  readonly warnings: readonly ProcedureProblem[];
}

/** Why a record was not published. */
export type UnpublishedRecord =
  | { readonly kind: 'unknown-record' | 'unknown-version' | 'key-conflict' }
  | { readonly kind: 'flags-open'; readonly flags: readonly string[] }
  | { readonly kind: 'needs'; readonly needs: readonly NeededRule[] }
  | { readonly kind: 'refused'; readonly problems: readonly ProcedureProblem[] };

/**
 * Publishes a record as the next version of its procedure, once every flag is settled and a person supplied what the record cannot
 * say. A record is published once: again it gives the version it became.
 */
export async function publishProcedureRecord(engine: Pick<Engine, 'database' | 'rules' | 'sha256'>, id: string, supplement: RecordSupplement, author: AnswerAuthor): Promise<PublishedRecord | UnpublishedRecord> {
  const { database, rules, sha256 } = engine;
  const request = { actor: author.by, key: author.idempotencyKey, hash: requestHash(engine, { publish: id, supplement }) };
  return database.transaction(async (tx): Promise<PublishedRecord | UnpublishedRecord> => {
    const made = await knownRequest(tx, request);
    if (made !== undefined && made.draftId === undefined) {
      return { kind: 'key-conflict' };
    }
    await tx.first('SELECT FROM procedure_record_draft WHERE id = $1 FOR UPDATE', [id]);
    const record = await readProcedureRecord(tx, id);
    if (record === undefined) {
      return { kind: 'unknown-record' };
    }
    const { draft, flags, published, recordHash } = record;
    if (published !== undefined) {
      const { procedure } = await rules.procedure(tx, draft.code, published.version);
      return { kind: 'published', procedure, lacks: missingParts(procedure), warnings: [] };
    }
    const open = flags.flatMap((flag) => (flag.answer === undefined ? [flag.id] : []));
    if (open.length > 0) {
      return { kind: 'flags-open', flags: open };
    }
    const version = await nextVersion(tx, draft.code);
    const carried = supplement.carryFrom === undefined ? undefined : await findProcedureVersion(tx, draft.code, supplement.carryFrom);
    if (supplement.carryFrom !== undefined && carried === undefined) {
      return { kind: 'unknown-version' };
    }
    const composed = versionOfRecord(draft, supplement.rules, { version, source: recordSourceVi(recordHash), ...(carried === undefined ? {} : { carried: carried.procedure }) });
    if (composed.kind === 'needs') {
      return composed;
    }
    const agencies = new Set((await rules.agencies(tx)).keys());
    const publication = await publishProcedure(tx, composed.procedure, agencies, sha256, author.at);
    if (publication.kind === 'refused') {
      return publication;
    }
    if (publication.kind === 'version-taken') {
      throw new Error(`Version ${String(version)} of procedure ${draft.code} was published while its number was held`);
    }
    await tx.run('UPDATE procedure_record_draft SET published_version = $2, published_at = $3, published_by = $4 WHERE id = $1', [id, version, author.at, author.by]);
    await keepRequest(tx, request, id);
    return { kind: 'published', procedure: composed.procedure, lacks: missingParts(composed.procedure), warnings: publication.warnings };
  });
}
