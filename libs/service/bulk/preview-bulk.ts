import { type Actor, decide, type DossierCommand, type DossierEvent, type DossierState, eventOfRow, foldDossier, instant, type Instant, mayDo, type NewEvent, openStages, type Refusal, type Rules, settlePoints } from '#domain';
import { RulesShelf } from '../calendars/rules-shelf.js';
import { dueWithin, type QueueRequest } from '../dossiers/queues.js';
import type { Engine } from '../engine.js';
import { chainedRowOf } from '../event-rows.js';
import { ledgersOf } from '../ledgers-of.js';
import type { Reader } from '../rule-book.js';
import { bodyOf, type BulkInput, concernedOf, type ConcernedRow } from './bulk-action.js';

/** Who holds work: a person, or an agency where nobody is named. */
export interface Holder {
  readonly officer?: string;
  readonly agency: string;
  readonly stage?: string;
}

/** What an action would do to one dossier, or why it would not. */
export type PreviewedItem = { readonly code: string; readonly dueAt?: number; readonly stageTargetAt?: number; readonly from?: Holder; readonly to: readonly Holder[] } & (
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
);

/** How much somebody, or an agency, has in hand before and after. `dueSoon` counts what is due today and soon. */
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
  readonly calendar_snapshot: string;
  readonly due_at: number | null;
  readonly soon: boolean | null;
}

type Moment = Pick<QueueRequest, 'at' | 'soonUntil'>;

/**
 * What an action would do to each dossier, decided by the very code that decides the command, on the state as it would be met now. Writes
 * nothing: what happens between this and the action is decided then. Of a dossier beyond the actor's reach nothing is told, not even
 * whether there is one of this code.
 */
export async function previewBulk(engine: Engine, actor: Actor, input: BulkInput, moment: Moment): Promise<BulkPreview> {
  const { read } = engine.database;
  const rows = await read.rows<DossierRow>(
    `SELECT d.id, d.code, d.province, d.receiving_agency, d.competent_agency, d.holders, d.calendar_snapshot, d.due_at, (${dueWithin('$2', '$3')}) AS soon FROM dossier d WHERE d.code = ANY($1)`,
    [input.dossiers.map(({ code }) => code), moment.at, moment.soonUntil],
  );
  const agencies = await engine.rules.agencies(read);
  const byCode = new Map(rows.filter((row) => mayDo(actor, input.action, concernedOf(row), agencies)).map((row) => [row.code, row]));
  const ledgers = await ledgersOf(read, [...byCode.values()].map(({ id }) => id));
  const shelf = new RulesShelf(engine.rules);
  const moved: Moved[] = [];
  const items: PreviewedItem[] = [];
  for (const { code, stage } of input.dossiers) {
    const row = byCode.get(code);
    if (row === undefined) {
      items.push({ code, kind: 'refused', refusal: { code: 'not-authorised' }, to: [] });
      continue;
    }
    const events = (ledgers.get(row.id) ?? []).map((event) => eventOfRow(chainedRowOf(event)));
    const { procedure } = foldDossier(events);
    const wanted = { ...procedure, snapshot: row.calendar_snapshot };
    await shelf.fetch(read, [wanted]);
    const item = previewOne(row, events, { actor, input, rules: shelf.of(procedure.code, procedure.version)(row.calendar_snapshot), at: moment.at, stage });
    items.push(item);
    if (item.kind === 'allowed') moved.push({ from: item.from, to: item.to, soon: row.soon === true });
  }
  return { items, loads: await loadsOf(read, input.action === 'Assign' ? 'officer' : 'agency', moved, moment) };
}

interface Question {
  readonly actor: Actor;
  readonly input: BulkInput;
  readonly rules: Rules;
  readonly at: Instant;
  readonly stage: string | undefined;
}

function previewOne(row: DossierRow, events: readonly DossierEvent[], { actor, input, rules, at, stage }: Question): PreviewedItem {
  const { state } = settlePoints(foldDossier(events), at, false, rules);
  const common = { code: row.code, ...(row.due_at === null ? {} : { dueAt: row.due_at }) };
  const command = { type: input.action, body: bodyOf(input, stage) } as DossierCommand;
  const decision = decide(state, command, { ...rules, at, actor });
  if (decision.kind === 'refused') {
    return { ...common, kind: 'refused', refusal: decision.refusal, to: [] };
  }
  return { ...common, kind: 'allowed', ...effectOf(state, decision.events) };
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

interface Moved {
  readonly from: Holder | undefined;
  readonly to: readonly Holder[];
  readonly soon: boolean;
}

async function loadsOf(read: Pick<Reader, 'rows'>, by: 'officer' | 'agency', moved: readonly Moved[], { at, soonUntil }: Moment): Promise<readonly Load[]> {
  const changes = moved.flatMap(({ from, to, soon }) => {
    const [gives, takes] = [from?.[by], [...new Set(to.flatMap((holder) => holder[by] ?? []))]];
    return [...(gives === undefined || takes.includes(gives) ? [] : [{ of: gives, count: -1, soon }]), ...takes.filter((each) => each !== gives).map((of) => ({ of, count: 1, soon }))];
  });
  const names = [...new Set([...changes.map(({ of }) => of), ...moved.flatMap(({ to }) => to.flatMap((holder) => holder[by] ?? []))])].sort();
  const column = by === 'officer' ? 'officers' : 'holders';
  const rows = await read.rows<{ of: string; open: number; soon: number }>(
    `SELECT who.of, count(d.id) AS open, count(d.id) FILTER (WHERE ${dueWithin('$2', '$3')}) AS soon
     FROM unnest($1::text[]) AS who (of) LEFT JOIN dossier d ON NOT d.closed AND d.in_stock AND d.holders && $4::text[] AND d.${column} @> ARRAY[who.of] GROUP BY who.of ORDER BY who.of`,
    [names, at, instant(soonUntil), [...new Set(moved.flatMap(({ from, to }) => [...(from === undefined ? [] : [from.agency]), ...to.map(({ agency }) => agency)]))]],
  );
  return rows.map(({ of, open, soon }) => {
    const own = changes.filter((change) => change.of === of);
    const sum = (of: typeof own): number => of.reduce((total, { count }) => total + count, 0);
    return { of, open: { before: open, after: open + sum(own) }, dueSoon: { before: soon, after: soon + sum(own.filter((change) => change.soon)) } };
  });
}
