import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type ChainedRow,
  type ChainHead,
  chainEvents,
  type CommandBodies,
  type CommandType,
  type DossierEvent,
  type DossierState,
  eventOfRow,
  type FigureDelta,
  figureDeltas,
  foldEvent,
  genesisHead,
  type Instant,
  instant,
  mergeDeltas,
  type NewEvent,
  type TextRef,
} from '#domain';
import { acceptCommand, applyTransition, type Engine, preparePersonal, readLedgerOf, takeIn } from '#service';

const CLERK: Actor = { subject: 'bench-clerk', role: 'clerk', agency: 'H99' };
const OFFICER: Actor = { subject: 'bench-officer', role: 'officer', agency: 'H99' };
const RECORD = { applicant: { name: 'Người nộp hồ sơ đo tốc độ', phone: '0900000001' } };

/** Terms of seven, ten and twenty-one working days. */
const PROCEDURES = ['1.013225', '1.005144', '1.012994'] as const;
/** What is done with a dossier besides its intake; models differ in how much of it. */
const STEPS: readonly { readonly type: CommandType; readonly body: CommandBodies[CommandType] }[] = [
  { type: 'Assign', body: { officer: OFFICER.subject } },
  { type: 'RecordContact', body: { party: 'applicant' } },
  { type: 'Forward', body: {} },
];

const TABLES = ['dossier', 'dossier_event', 'personal_record', 'command_inbox', 'figure_delta'] as const;

type Row = Readonly<Record<string, unknown>>;

/** A dossier that was truly taken in and worked on, to be written again and again under other identities. */
interface Model {
  readonly row: Row;
  readonly events: readonly DossierEvent[];
  readonly inbox: readonly Row[];
}

/**
 * Fills an engine with open dossiers by writing twins of some that lived through the services: each with a chain, a
 * personal record and commands of its own, so that nothing tells it from one that was taken in.
 */
export async function writeOpenTwins(engine: Engine, count: number, mornings: readonly Instant[], progress: (written: number) => void): Promise<void> {
  const models = await makeModels(engine, mornings);
  const batch = 2_000;
  for (let from = 0; from < count; from += batch) {
    const until = Math.min(count, from + batch);
    const rows = new TwinBatch();
    for (let index = from; index < until; index += 1) {
      const model = models[index % models.length];
      if (model !== undefined) {
        await rows.add(engine, model, `BENCH-${String(index).padStart(7, '0')}`, mornings[0] ?? instant(0));
      }
    }
    await rows.write(engine);
    progress(until);
  }
}

async function makeModels(engine: Engine, mornings: readonly Instant[]): Promise<readonly Model[]> {
  const models: Model[] = [];
  for (const morning of mornings) {
    for (const procedureCode of PROCEDURES) {
      for (let steps = 0; steps <= STEPS.length; steps += 1) {
        models.push(await makeModel(engine, procedureCode, morning, steps));
      }
    }
  }
  return models;
}

async function makeModel(engine: Engine, procedureCode: string, morning: Instant, steps: number): Promise<Model> {
  let now = morning;
  const clock = { now: () => now };
  const taken = await takeIn(engine, clock, { actor: CLERK, idempotencyKey: randomUUID(), body: { procedureCode, agencyCode: 'H99.31', channel: 'counter', ...RECORD } });
  if (taken.kind !== 'created') {
    throw new Error(`Procedure ${procedureCode} was not taken in: ${JSON.stringify(taken)}`);
  }
  for (const { type, body } of STEPS.slice(0, steps)) {
    now = instant(now + 60_000);
    await acceptCommand(engine, clock, { actor: OFFICER, idempotencyKey: randomUUID(), dossierCode: taken.code, type, body });
    await applyTransition(engine, taken.dossierId, ['bench'], now);
  }
  const of = (table: string): Promise<readonly Row[]> =>
    engine.database.read.rows<{ row: Row }>(`SELECT to_json(t) AS row FROM ${table} t WHERE ${table === 'dossier' ? 'id' : 'dossier_id'} = $1`, [taken.dossierId]).then((rows) => rows.map(({ row }) => row));
  const [row] = await of('dossier');
  const events = (await readLedgerOf(engine, taken.dossierId)).map(eventOfRow);
  if (row === undefined) {
    throw new Error('A dossier vanished');
  }
  return { row, events, inbox: (await of('command_inbox')).filter((command) => command['type'] !== 'TakeIn') };
}

/** Rows of twins by table, written together. */
class TwinBatch {
  readonly #rows: Record<(typeof TABLES)[number], Row[]> = { dossier: [], dossier_event: [], personal_record: [], command_inbox: [], figure_delta: [] };
  readonly #deltas: FigureDelta[] = [];

  async add(engine: Engine, model: Model, code: string, at: Instant): Promise<void> {
    const id = randomUUID();
    const commands = new Map(model.inbox.map((command) => [String(command['id']), randomUUID()]));
    const agency = String(model.row['competent_agency']);
    const personal = await preparePersonal(engine.database.read, engine.vault, { dossierId: id, version: 1, kind: 'applicant', agency, data: { ...RECORD }, at });
    let head: ChainHead = genesisHead(id, engine.sha256);
    let state: DossierState | undefined;
    for (const event of model.events) {
      const twin = twinOf(event, code, personal.ref);
      const cause = commands.get(event.cause) ?? event.cause.replace(/^intake:.*$/u, `intake:${id}`);
      const appendix = { dossierId: id, cause, actor: event.actor, events: [twin], recordedAt: event.recordedAt, calendarSnapshot: event.calendarSnapshot };
      const chained = chainEvents(head, appendix, engine.sha256);
      head = chained.head;
      const after = foldEvent(state, twin);
      this.#deltas.push(...figureDeltas(state, twin, after));
      state = after;
      this.#rows.dossier_event.push(...chained.rows.map((row) => eventRow(row, event.ordinal)));
    }
    this.#rows.dossier.push({ ...model.row, id, code, last_hash: head.hash });
    this.#rows.personal_record.push({ dossier_id: id, version: 1, kind: personal.kind, ciphertext: `\\x${personal.ciphertext.toString('hex')}`, key_ref: personal.keyRef });
    for (const command of model.inbox) {
      const twin = commands.get(String(command['id']));
      this.#rows.command_inbox.push({ ...command, id: twin, idempotency_key: twin, dossier_id: id, body: null, key_ref: null });
    }
  }

  async write(engine: Engine): Promise<void> {
    this.#rows.figure_delta.push(...mergeDeltas(this.#deltas).map(deltaRow));
    await engine.database.transaction(async (tx) => {
      for (const table of TABLES) {
        const columns = Object.keys(this.#rows[table][0] ?? {}).filter((column) => column !== 'number').join(', ');
        if (columns !== '') {
          await tx.run(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(this.#rows[table])]);
        }
      }
    });
  }
}

function twinOf(event: DossierEvent, code: string, personal: TextRef): NewEvent {
  return event.type === 'DossierReceived' ? { ...event, payload: { ...event.payload, code, personal } } : event;
}

function eventRow(row: ChainedRow, ordinal: number): Row {
  if (row.ordinal !== ordinal) {
    throw new Error(`Event ${String(row.seq)} of a model has siblings of one cause, which twins cannot have`);
  }
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
