import { eventOfRow, type Instant, mergeDeltas } from '#domain';
import type { CopyValue, Transaction } from '#persistence';
import { lettersOwedBy } from '../effects.js';
import type { Engine } from '../engine.js';
import { insertDeltas } from '../figures/deltas.js';
import { type DossierProjection, projectDossier, PROJECTION_COLUMNS } from '../projection.js';
import type { PreparedDossier } from './prepare-batch.js';
import { copyEvents } from './copy-events.js';

/**
 * Writes prepared dossiers in one transaction that holds the calendar head. Returns false, with nothing written, when
 * another calendar version has been published since they were prepared: its id stands in their events.
 */
export async function writeDossiers(engine: Engine, dossiers: readonly PreparedDossier[], snapshot: string, at: Instant): Promise<boolean> {
  return engine.database.transaction(async (tx) => {
    if ((await engine.rules.holdCalendar(tx)) !== snapshot) {
      return false;
    }
    await tx.copy('dossier', DOSSIER_COLUMNS, dossierRows(dossiers, snapshot, at));
    await copyEvents(tx, dossiers.flatMap(({ draft }) => draft.rows));
    await tx.copy('personal_record', ['dossier_id', 'version', 'kind', 'ciphertext', 'key_ref'], dossiers.map(({ personal }) => [personal.dossierId, personal.ref.version, personal.kind, personal.ciphertext, personal.keyRef]));
    await insertTokens(tx, dossiers);
    await tx.copy('dossier_import', ['source', 'code', 'content_hash', 'dossier_id'], dossiers.map(({ source, draft, contentHash, id }) => [source, draft.state?.code ?? null, contentHash, id]));
    await insertDeltas(tx, mergeDeltas(dossiers.flatMap(({ draft }) => draft.deltas)));
    await oweLetters(tx, dossiers);
    return true;
  });
}

const DOSSIER_COLUMNS = ['id', 'last_seq', 'last_hash', 'settled_at', 'calendar_snapshot', 'workflow_seen_at', ...PROJECTION_COLUMNS];

function* dossierRows(dossiers: readonly PreparedDossier[], snapshot: string, at: Instant): Generator<readonly CopyValue[]> {
  for (const { id, draft, atRest } of dossiers) {
    if (draft.state === undefined) {
      throw new Error(`Imported dossier ${id} has no state: its draft holds no event`);
    }
    const projection: DossierProjection = projectDossier(draft.state);
    yield [id, draft.head.seq, draft.head.hash, at, snapshot, atRest ? at : null, ...PROJECTION_COLUMNS.map((column) => projection[column])];
  }
}

/** Every token in every scope. The server multiplies them out: a name has a dozen tokens and up to three scopes. */
async function insertTokens(tx: Transaction, dossiers: readonly PreparedDossier[]): Promise<void> {
  await tx.run(
    `INSERT INTO search_token (scope_id, token, received_on, dossier_id)
     SELECT scope, token, received_on, id
     FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[]) AS dossier (id, received_on, scopes, tokens)
     CROSS JOIN unnest(scopes::text[]) AS scope CROSS JOIN unnest(tokens::bigint[]) AS token`,
    [
      dossiers.map(({ id }) => id),
      dossiers.map(({ receivedOn }) => receivedOn),
      dossiers.map(({ scopes }) => arrayText(scopes)),
      dossiers.map(({ tokens }) => arrayText(tokens)),
    ],
  );
}

/** An array of codes or numbers in PostgreSQL's notation; neither holds a quote or a backslash unescaped. */
function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => JSON.stringify(item)).join(',')}}`;
}

/**
 * Letters are owed for dossiers that still run: an apology for a date broken before the import is as due as any other.
 * What happened to finished ones was between the other system and the applicant.
 */
async function oweLetters(tx: Transaction, dossiers: readonly PreparedDossier[]): Promise<void> {
  const letters = dossiers
    .filter(({ atRest }) => !atRest)
    .flatMap(({ id, draft }) =>
      draft.rows.flatMap((row) => {
        const event = eventOfRow(row);
        return lettersOwedBy(id, event, draft.state?.channel === 'online').map(({ key, kind, form, promise }) => [key, id, kind, form, promise ?? null, event.seq, event.seq, event.occurredAt, 'owed']);
      }),
    );
  if (letters.length > 0) {
    await tx.copy('letter', ['key', 'dossier_id', 'kind', 'form', 'promise', 'deadline_version', 'owed_by_seq', 'owed_at', 'status'], letters);
  }
}
