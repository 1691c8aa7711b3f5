import { type Actor, decide, type DossierCommand, type DossierState, eventOfRow, foldDossier, foldEvent, holdersOf, instant, type Instant, isClosed, mayDo, type NewEvent, openStages, type Refusal, type Rules, settlePoints } from '#domain';
import { RulesShelf } from '../calendars/rules-shelf.js';
import { dueWithin, type QueueRequest } from '../dossiers/queues.js';
import type { Engine } from '../engine.js';
import { chainedRowOf } from '../event-rows.js';
import { ledgersOf } from '../ledgers-of.js';
import type { Reader } from '../rule-book.js';
import { concernedOf, type ConcernedRow } from '../inbox.js';
import { bodyOf, type BulkInput } from './bulk-action.js';

/** Who holds work: a person, or an agency where nobody is named. */
export interface Holder {
  readonly officer?: string;
  readonly agency: string;
  readonly stage?: string;
}

/** What an action would do to one dossier, or to the stage of it that was named, or why it would not. `seq` is the number of the last event it was decided on. */
export type PreviewedItem = { readonly code: string; readonly stage?: string; readonly seq?: number; readonly dueAt?: number; readonly stageTargetAt?: number; readonly from?: Holder; readonly to: readonly Holder[] } & (
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
);

/** How many dossiers somebody, or an agency, has in hand before and after, however many stages of each. `dueSoon` counts what is due today and soon. */
export interface Load {
  readonly of: string;
  readonly open: { readonly before: number; readonly after: number };
  readonly dueSoon: { readonly before: number; readonly after: number };
}

/** The effect of an action before it is done. Loads are those of the officers an assignment moves work between, or of the agencies. */
export interface BulkPreview {
  readonly items: readonly PreviewedItem[];
  readonly loads: readonly Load[];
}

interface DossierRow extends ConcernedRow {
  readonly id: string;
  readonly code: string;
  readonly last_seq: number;
  readonly calendar_snapshot: string;
  readonly due_at: number | null;
  readonly soon: boolean | null;
}

type Moment = Pick<QueueRequest, 'at' | 'soonUntil'>;

/**
 * What an action would do to each dossier, decided by the very code that decides the command, on the state as it would be met now; of several
 * stages of one dossier each on the state the one before leaves. Writes nothing: what happens between this and the action is decided then. Of a dossier beyond the actor's reach nothing is told, not even
 * whether there is one of this code.
 */
export async function previewBulk(engine: Engine, actor: Actor, input: BulkInput, moment: Moment): Promise<BulkPreview> {
  const { read } = engine.database;
  const rows = await read.rows<DossierRow>(
    `SELECT d.id, d.code, d.last_seq, d.province, d.receiving_agency, d.competent_agency, d.holders, d.calendar_snapshot, d.due_at, (${dueWithin('$2', '$3')}) AS soon FROM dossier d WHERE d.code = ANY($1)`,
    [input.dossiers.map(({ code }) => code), moment.at, moment.soonUntil],
  );
  const agencies = await engine.rules.agencies(read);
  const byCode = new Map(rows.filter((row) => mayDo(actor, input.action, concernedOf(row), agencies)).map((row) => [row.code, row]));
  const ledgers = await ledgersOf(read, [...byCode.values()].map(({ id }) => id));
  const shelf = new RulesShelf(engine.rules);
  const courses = new Map<string, Course>();
  const items: PreviewedItem[] = [];
  for (const { code, stage } of input.dossiers) {
    const row = byCode.get(code);
    if (row === undefined) {
      items.push({ code, ...(stage === undefined ? {} : { stage }), kind: 'refused', refusal: { code: 'not-authorised' }, to: [] });
      continue;
    }
    const known = foldDossier((ledgers.get(row.id) ?? []).map((event) => eventOfRow(chainedRowOf(event))));
    const { procedure } = known;
    await shelf.fetch(read, [{ ...procedure, snapshot: row.calendar_snapshot }]);
    const rules = shelf.of(procedure.code, procedure.version)(row.calendar_snapshot);
    const course = courses.get(code) ?? begunCourse(settlePoints(known, moment.at, false, rules).state, row.soon === true);
    const { item, after } = previewOne(row, course.after, { actor, input, rules, at: moment.at, stage });
    items.push(item);
    courses.set(code, item.kind === 'allowed' ? { ...course, after, to: [...course.to, ...item.to] } : course);
  }
  return { items, loads: await loadsOf(read, input.action === 'Assign' ? 'officer' : 'agency', [...courses.values()], moment) };
}

/** A dossier before the action and after what of it was looked at so far, and who gets something of it. */
interface Course {
  readonly before: DossierState;
  readonly after: DossierState;
  readonly to: readonly Holder[];
  readonly soon: boolean;
}

function begunCourse(state: DossierState, soon: boolean): Course {
  return { before: state, after: state, to: [], soon };
}

interface Question {
  readonly actor: Actor;
  readonly input: BulkInput;
  readonly rules: Rules;
  readonly at: Instant;
  readonly stage: string | undefined;
}

function previewOne(row: DossierRow, state: DossierState, { actor, input, rules, at, stage }: Question): { readonly item: PreviewedItem; readonly after: DossierState } {
  const common = { code: row.code, seq: row.last_seq, ...(stage === undefined ? {} : { stage }), ...(row.due_at === null ? {} : { dueAt: row.due_at }) };
  const command = { type: input.action, body: bodyOf(input, stage) } as DossierCommand;
  const decision = decide(state, command, { ...rules, at, actor });
  if (decision.kind === 'refused') {
    return { item: { ...common, kind: 'refused', refusal: decision.refusal, to: [] }, after: state };
  }
  return { item: { ...common, kind: 'allowed', ...effectOf(state, decision.events) }, after: decision.events.reduce<DossierState>((before, event) => foldEvent(before, event), state) };
}

function effectOf(state: DossierState, events: readonly NewEvent[]): { readonly from?: Holder; readonly to: readonly Holder[]; readonly stageTargetAt?: number } {
  const stageOf = (id: string): DossierState['stages'][number] | undefined => state.stages.find((stage) => stage.id === id);
  const holder = (id: string, officer?: string): Holder[] => {
    const stage = stageOf(id);
    return stage === undefined ? [] : [{ agency: stage.agency, stage: id, ...(officer === undefined ? {} : { officer }) }];
  };
  const [event] = events;
  switch (event?.type) {
    case 'OfficerAssigned': {
      const stage = stageOf(event.payload.stage);
      const [from] = holder(event.payload.stage, stage?.officer);
      return { ...(from === undefined ? {} : { from }), to: holder(event.payload.stage, event.payload.officer), ...(stage?.targetAt === undefined ? {} : { stageTargetAt: stage.targetAt }) };
    }
    case 'StageForwarded': {
      const [from] = holder(event.payload.closed.stage, stageOf(event.payload.closed.stage)?.officer);
      const target = event.payload.opened[0]?.targetAt;
      return { ...(from === undefined ? {} : { from }), to: event.payload.opened.flatMap(({ stage }) => holder(stage)), ...(target === undefined ? {} : { stageTargetAt: target }) };
    }
    case 'HandoverAccepted': {
      const stage = stageOf(event.payload.stage);
      const [from] = holder(stage?.awaitingAcceptanceFrom ?? '');
      return { ...(from === undefined ? {} : { from }), to: holder(event.payload.stage), ...(stage?.targetAt === undefined ? {} : { stageTargetAt: stage.targetAt }) };
    }
    default: {
      const [open] = openStages(state);
      return { to: open === undefined ? [] : holder(open.id) };
    }
  }
}

function holdingOf(state: DossierState, by: 'officer' | 'agency'): readonly string[] {
  if (isClosed(state.status)) {
    return [];
  }
  return by === 'agency' ? holdersOf(state) : [...new Set(openStages(state).flatMap(({ officer }) => officer ?? []))];
}

async function loadsOf(read: Pick<Reader, 'rows'>, by: 'officer' | 'agency', courses: readonly Course[], { at, soonUntil }: Moment): Promise<readonly Load[]> {
  const moved = courses.filter(({ before, after }) => before !== after);
  const changes = moved.flatMap(({ before, after, soon }) => {
    const [had, has] = [holdingOf(before, by), holdingOf(after, by)];
    return [...had.filter((of) => !has.includes(of)).map((of) => ({ of, count: -1, soon })), ...has.filter((of) => !had.includes(of)).map((of) => ({ of, count: 1, soon }))];
  });
  const names = [...new Set([...changes.map(({ of }) => of), ...moved.flatMap(({ to }) => to.flatMap((holder) => holder[by] ?? []))])].sort();
  const column = by === 'officer' ? 'officers' : 'holders';
  const rows = await read.rows<{ of: string; open: number; soon: number }>(
    `SELECT who.of, count(d.id) AS open, count(d.id) FILTER (WHERE ${dueWithin('$2', '$3')}) AS soon
     FROM unnest($1::text[]) AS who (of) LEFT JOIN dossier d ON NOT d.closed AND d.in_stock AND d.holders && $4::text[] AND d.${column} @> ARRAY[who.of] GROUP BY who.of ORDER BY who.of`,
    [names, at, instant(soonUntil), [...new Set(moved.flatMap(({ before, after }) => [...holdersOf(before), ...holdersOf(after)]))]],
  );
  return rows.map(({ of, open, soon }) => {
    const own = changes.filter((change) => change.of === of);
    const sum = (of: typeof own): number => of.reduce((total, { count }) => total + count, 0);
    return { of, open: { before: open, after: open + sum(own) }, dueSoon: { before: soon, after: soon + sum(own.filter((change) => change.soon)) } };
  });
}
