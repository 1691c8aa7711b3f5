import { randomUUID } from 'node:crypto';
import { type ChainedRow, type ChainHead, chainEvents, type DossierEvent, type DossierState, foldEvent, genesisHead, type Instant, type NewEvent, type TextRef } from '#domain';
import { type DwellDelta, dwellDeltas, figureDeltas, type FigureDelta, mergeDeltas, splitDeltas } from '#domain/figures';
import { type ApplicantRecord, type Engine, indexApplicant, preparePersonal } from '#service';
import { type Model, type Row } from './models.js';

const TABLES = ['dossier', 'dossier_event', 'personal_record', 'command_inbox', 'figure_delta', 'dwell_delta', 'letter', 'task'] as const;
const BATCH_SIZE = 2_000;

/** How one twin is called and whose it is. */
export interface TwinIdentity {
  readonly code: string;
  readonly record: ApplicantRecord;
  /** Whether it is found by its people; a bench need not look for any. */
  readonly isSearchable: boolean;
  /** Its records are sealed as of then. */
  readonly at: Instant;
}

/** Twins of a bench: numbered, and all of one person. */
function benchTwin(index: number, at: Instant): TwinIdentity {
  return { code: `BENCH-${String(index).padStart(7, '0')}`, record: { applicant: { name: 'Người nộp hồ sơ đo tốc độ', phone: '0900000001' } }, isSearchable: false, at };
}

/**
 * Fills an engine with dossiers by writing twins of models in turn: each with a chain, personal records, commands,
 * letters and tasks of its own, so that nothing tells it from one that was taken in.
 */
export async function writeTwins(
  engine: Engine,
  models: readonly Model[],
  count: number,
  at: Instant,
  progress: (written: number) => void,
  identityOf: (index: number, model: Model) => TwinIdentity = (index) => benchTwin(index, at),
): Promise<void> {
  for (let from = 0; from < count; from += BATCH_SIZE) {
    const until = Math.min(count, from + BATCH_SIZE);
    const rows = new TwinBatch();
    for (let index = from; index < until; index += 1) {
      const model = models[index % models.length];
      if (model !== undefined) {
        await rows.add(engine, model, identityOf(index, model));
      }
    }
    await rows.write(engine);
    progress(until);
  }
}

/** Rows of twins by table, written together. */
class TwinBatch {
  readonly #rows: Record<(typeof TABLES)[number], Row[]> = { dossier: [], dossier_event: [], personal_record: [], command_inbox: [], figure_delta: [], dwell_delta: [], letter: [], task: [] };
  readonly #deltas: FigureDelta[] = [];
  readonly #searched: Parameters<typeof indexApplicant>[2][] = [];

  async add(engine: Engine, model: Model, { code, record, isSearchable, at }: TwinIdentity): Promise<void> {
    const id = randomUUID();
    const commands = new Map(model.inbox.map((command) => [String(command['id']), randomUUID()]));
    const records = await this.#addRecords(engine, model, { id, record, at });
    if (isSearchable) this.#searched.push({ dossierId: id, receivedAt: Number(model.row['received_at']), scopes: ['province', 'receiving_agency', 'competent_agency'].map((column) => String(model.row[column])), record });
    let head: ChainHead = genesisHead(id, engine.sha256);
    let state: DossierState | undefined;
    for (const [first, ...others] of byCause(model.events)) {
      const { actor, recordedAt, calendarSnapshot } = first;
      const cause = commands.get(first.cause) ?? first.cause.replace(/^intake:.*$/u, `intake:${id}`);
      const events = [first, ...others].map((event) => twinOf(event, code, records));
      const chained = chainEvents(head, { dossierId: id, cause, actor, events, recordedAt, calendarSnapshot }, engine.sha256);
      head = chained.head;
      for (const event of events) {
        const after = foldEvent(state, event);
        this.#deltas.push(...figureDeltas(state, event, after));
        this.#rows.dwell_delta.push(...dwellDeltas(state, event, after).map(dwellRow));
        state = after;
      }
      this.#rows.dossier_event.push(...chained.rows.map(eventRow));
    }
    this.#rows.dossier.push({ ...model.row, id, code, last_hash: head.hash });
    for (const command of model.inbox) {
      const twin = commands.get(String(command['id']));
      this.#rows.command_inbox.push({ ...command, id: twin, idempotency_key: twin, dossier_id: id, body: null, key_ref: null });
    }
    for (const table of ['letter', 'task'] as const) {
      this.#rows[table].push(...model[table].map((row) => ({ ...row, key: String(row['key']).replace(model.id, id), dossier_id: id })));
    }
  }

  /** Personal records under the twin's own identity, by version the references events hold. */
  async #addRecords(engine: Engine, model: Model, { id, record, at }: { readonly id: string; readonly record: ApplicantRecord; readonly at: Instant }): Promise<ReadonlyMap<number, TextRef>> {
    const agency = String(model.row['competent_agency']);
    const refs = new Map<number, TextRef>();
    for (const { version, kind } of model.records) {
      const data = kind === 'applicant' ? record : { reason: 'Thiếu giấy tờ theo quy định' };
      const { ref, ciphertext, keyRef } = await preparePersonal(engine.database.read, engine.vault, { dossierId: id, version, kind, agency, data: { ...data }, at });
      refs.set(version, ref);
      this.#rows.personal_record.push({ dossier_id: id, version, kind, ciphertext: `\\x${ciphertext.toString('hex')}`, key_ref: keyRef });
    }
    return refs;
  }

  async write(engine: Engine): Promise<void> {
    this.#rows.figure_delta.push(...splitDeltas(mergeDeltas(this.#deltas)).map(deltaRow));
    await engine.database.transaction(async (tx) => {
      for (const table of TABLES) {
        const columns = Object.keys(this.#rows[table][0] ?? {}).filter((column) => column !== 'number').join(', ');
        if (columns !== '') {
          await tx.run(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(this.#rows[table])]);
        }
      }
      for (const each of this.#searched) await indexApplicant(tx, engine.vault, each);
    });
  }
}

type Together = [DossierEvent, ...DossierEvent[]];

/** Events of one cause stand together in the chain and are appended together. */
function byCause(events: readonly DossierEvent[]): readonly Together[] {
  const groups: Together[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0].cause === event.cause) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

/** The same event with the twin's code and its references to personal records. */
function twinOf(event: DossierEvent, code: string, records: ReadonlyMap<number, TextRef>): NewEvent {
  const payload = JSON.parse(JSON.stringify(event.payload), (key, value: unknown) => {
    if (key === 'code' && value === (event.payload as { readonly code?: unknown }).code) return code;
    return isTextRef(value) ? records.get(value.version) : value;
  }) as unknown;
  return { ...event, payload } as NewEvent;
}

function isTextRef(value: unknown): value is TextRef {
  return typeof value === 'object' && value !== null && 'commitment' in value && 'version' in value;
}

function eventRow(row: ChainedRow): Row {
  return {
    dossier_id: row.dossierId,
    seq: row.seq,
    cause: row.cause,
    ordinal: row.ordinal,
    type: row.type,
    payload: JSON.parse(row.payload) as unknown,
    actor: row.actor,
    occurred_at: row.occurredAt,
    recorded_at: row.recordedAt,
    calendar_snapshot: row.calendarSnapshot,
    prev_hash: row.prevHash,
    hash: row.hash,
  };
}

function deltaRow({ day, province, agency, procedureCode, fieldCode, channel, officer, measures }: FigureDelta): Row {
  return { day, province, agency, procedure_code: procedureCode, field_code: fieldCode, channel, officer, measures };
}

function dwellRow({ province, agency, procedureCode, stage, halfMonth, bucket, runs, ended, endedLate, delayMinutes }: DwellDelta): Row {
  return { province, procedure_code: procedureCode, agency, half_month: halfMonth, stage, bucket, runs, ended, ended_late: endedLate, delay_minutes: delayMinutes };
}
