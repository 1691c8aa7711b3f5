import type { DossierState, Instant } from '#domain';
import { type DwellDelta, type FigureDelta, mergeDeltas, splitDeltas } from '#domain/figures';
import { CopyRows, type BulkTransaction } from '#persistence';
import { effectsDue } from '../effects.js';
import { DELTA_COLUMN_LIST, deltaValues } from '../figures/deltas.js';
import { insertDwells } from '../figures/dwell-deltas.js';
import type { Draft } from '../draft.js';
import type { PreparedPersonal } from '../personal/personal-record.js';
import { projectDossier, PROJECTION_COLUMNS, stageWarnAt } from '../projection.js';
import { EVENT_COLUMNS, eventValues } from '../event-rows.js';
import { TokenRows } from './token-rows.js';

/** A dossier of a batch, ready to be written: everything that costs thought is done. */
export interface PreparedDossier {
  readonly id: string;
  readonly contentHash: string;
  readonly draft: Draft;
  readonly personal: PreparedPersonal;
  readonly scopes: readonly string[];
  readonly tokens: readonly string[];
  readonly receivedOn: number;
  readonly atRest: boolean;
}

const DOSSIER_COLUMNS = ['id', 'last_seq', 'last_hash', 'settled_at', 'calendar_snapshot', 'workflow_seen_at', 'stage_warn_at', ...PROJECTION_COLUMNS];
const PERSONAL_COLUMNS = ['dossier_id', 'version', 'kind', 'ciphertext', 'key_ref'];
const TOKEN_COLUMNS = ['scope_id', 'token', 'received_on', 'dossier_id'];
const IMPORT_COLUMNS = ['source', 'code', 'content_hash', 'dossier_id'];
const LETTER_COLUMNS = ['key', 'dossier_id', 'kind', 'form', 'promise', 'deadline_version', 'owed_by_seq', 'owed_at', 'status', 'awaits_signature', 'composed_from_seq'];
const TASK_COLUMNS = ['key', 'kind', 'dossier_id', 'agency', 'data', 'created_at'];

/** Everything a batch of dossiers writes, by table, already in the form in which it is sent. */
export class BatchRows {
  readonly #dossiers = new CopyRows();
  readonly #events = new CopyRows();
  readonly #personal = new CopyRows();
  readonly #imports = new CopyRows();
  readonly #letters = new CopyRows();
  readonly #tasks = new CopyRows();
  readonly #tokens = new TokenRows();
  readonly #deltas: FigureDelta[] = [];
  readonly #dwells: DwellDelta[] = [];

  constructor(
    private readonly source: string,
    /** The calendar version under which the events were made. */
    readonly snapshot: string,
    private readonly at: Instant,
  ) {}

  get isEmpty(): boolean {
    return this.#dossiers.isEmpty;
  }

  add(dossiers: readonly PreparedDossier[]): void {
    for (const dossier of dossiers) {
      this.#add(dossier);
      this.#deltas.push(...dossier.draft.deltas);
      this.#dwells.push(...dossier.draft.dwells);
    }
  }

  async write(tx: BulkTransaction): Promise<void> {
    await tx.copy('dossier', DOSSIER_COLUMNS, this.#dossiers);
    await tx.copy('dossier_event', EVENT_COLUMNS, this.#events);
    await tx.copy('personal_record', PERSONAL_COLUMNS, this.#personal);
    await tx.copy('search_token', TOKEN_COLUMNS, this.#tokens.rows());
    await tx.copy('dossier_import', IMPORT_COLUMNS, this.#imports);
    await tx.copy('letter', LETTER_COLUMNS, this.#letters);
    await tx.copy('task', TASK_COLUMNS, this.#tasks);
    await tx.copy('figure_delta', DELTA_COLUMN_LIST, new CopyRows(splitDeltas(mergeDeltas(this.#deltas)).map(deltaValues)));
    await insertDwells(tx, this.#dwells);
  }

  #add({ id, contentHash, draft, personal, scopes, tokens, receivedOn, atRest }: PreparedDossier): void {
    const state = stateOf(draft, id);
    const row = projectDossier(state);
    this.#dossiers.add([id, draft.head.seq, draft.head.hash, this.at, this.snapshot, atRest ? this.at : null, stageWarnAt(state, this.at), ...PROJECTION_COLUMNS.map((column) => row[column])]);
    for (const event of draft.rows) {
      this.#events.add(eventValues(event));
    }
    this.#personal.add([id, personal.ref.version, personal.kind, personal.ciphertext, personal.keyRef]);
    this.#imports.add([this.source, state.code, contentHash, id]);
    this.#tokens.add({ dossierId: id, receivedOn, scopes, tokens });
    if (!atRest) {
      this.#oweEffects(draft);
    }
  }

  /**
   * Letters and work are owed for dossiers that still run: an apology for a date broken before the import is as due as any other, and
   * waits for somebody's signature. What happened to finished ones was between the other system and the applicant.
   */
  #oweEffects(draft: Draft): void {
    const { letters, opened } = effectsDue(draft);
    for (const { key, dossierId, kind, form, promise, seq, at, awaitsSignature } of letters) {
      this.#letters.add([key, dossierId, kind, form, promise ?? null, seq, seq, at, 'owed', awaitsSignature === true, seq]);
    }
    for (const { key, kind, dossierId, agency, seq } of opened) {
      this.#tasks.add([key, kind, dossierId, agency, JSON.stringify({ seq }), this.at]);
    }
  }
}

function stateOf(draft: Draft, id: string): DossierState {
  if (draft.state === undefined) {
    throw new Error(`Imported dossier ${id} has no state: its draft holds no event`);
  }
  return draft.state;
}
