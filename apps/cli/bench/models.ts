import { randomUUID } from 'node:crypto';
import { type Actor, type Channel, type CommandBodies, type CommandType, type DossierEvent, eventOfRow, instant, type Instant, sameClockAfter } from '#domain';
import { acceptCommand, applyTransition, type Engine, readLedgerOf, takeIn } from '#service';

/** A row of a table as PostgreSQL tells it in JSON. */
export type Row = Readonly<Record<string, unknown>>;

/** A dossier that was truly taken in and lived, to be written again and again under other identities. */
export interface Model {
  readonly id: string;
  readonly row: Row;
  readonly events: readonly DossierEvent[];
  readonly records: readonly { readonly version: number; readonly kind: 'applicant' | 'text' }[];
  readonly inbox: readonly Row[];
  readonly letter: readonly Row[];
  readonly task: readonly Row[];
}

const CLERK: Actor = { subject: 'bench-clerk', role: 'clerk', agency: 'H99' };
const MINUTE_MS = 60_000;

/** A command of a life. */
export interface Step {
  /** Days after the step before, at its hour; a minute later when absent. */
  readonly days?: number;
  readonly actor: Actor;
  readonly type: CommandType;
  readonly body: CommandBodies[CommandType];
  readonly text?: Readonly<Record<string, string>>;
}

/** What a dossier goes through from its intake on. */
export interface Life {
  readonly procedureCode: string;
  readonly caseCode?: string;
  readonly agencyCode: string;
  readonly channel: Channel;
  readonly begins: Instant;
  readonly steps: readonly Step[];
}

/** Lets models live up to `until`, when everything due before is settled, as their workflows would have done. */
export async function makeModels(engine: Engine, lives: readonly Life[], until: Instant): Promise<readonly Model[]> {
  const models: Model[] = [];
  for (const life of lives) {
    models.push(await live(engine, life.begins < until ? life : { ...life, begins: instant(until - MINUTE_MS) }, until));
  }
  return models;
}

async function live(engine: Engine, { begins, steps, ...body }: Life, until: Instant): Promise<Model> {
  let now = begins;
  const clock = { now: () => now };
  const applicant = { name: 'Người nộp hồ sơ đo tốc độ', phone: '0900000001' };
  const taken = await takeIn(engine, clock, { actor: CLERK, idempotencyKey: randomUUID(), body: { ...body, applicant } });
  if (taken.kind !== 'created') {
    throw new Error(`Procedure ${body.procedureCode} was not taken in: ${JSON.stringify(taken)}`);
  }
  for (const { days, actor, type, body: given, text } of steps) {
    now = days === undefined ? instant(now + MINUTE_MS) : sameClockAfter(now, days);
    const accepted = await acceptCommand(engine, clock, { actor, idempotencyKey: randomUUID(), dossierCode: taken.code, type, body: given, ...(text === undefined ? {} : { text }) });
    await applyTransition(engine, taken.dossierId, ['bench'], now);
    if (accepted.kind !== 'accepted') {
      throw new Error(`${type} was not accepted: ${JSON.stringify(accepted)}`);
    }
  }
  await applyTransition(engine, taken.dossierId, ['wake'], until);
  return readModel(engine, taken.dossierId);
}

/** A dossier that was lived, as it stands. Throws where a command of it has not been applied. */
export async function readModel(engine: Engine, id: string): Promise<Model> {
  const { read } = engine.database;
  const of = async (table: string, key = 'dossier_id'): Promise<readonly Row[]> => (await read.rows<{ row: Row }>(`SELECT to_json(t) AS row FROM ${table} t WHERE ${key} = $1`, [id])).map(({ row }) => row);
  const [row] = await of('dossier', 'id');
  const inbox = (await of('command_inbox')).filter(({ type }) => type !== 'TakeIn');
  const undone = inbox.find(({ status }) => status !== 'applied');
  if (row === undefined || undone !== undefined) {
    throw new Error(`A model does not live as it should: ${JSON.stringify(undone ?? id)}`);
  }
  const records = await read.rows<Model['records'][number]>('SELECT version, kind FROM personal_record WHERE dossier_id = $1 ORDER BY version', [id]);
  const events = (await readLedgerOf(engine, id)).map(eventOfRow);
  return { id, row, events, records, inbox, letter: await of('letter'), task: await of('task') };
}
