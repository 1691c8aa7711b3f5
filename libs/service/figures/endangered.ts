import { type DossierState, eventOfRow, foldDossier, type Instant, instant, openStages, prospectsOf, type Prospects } from '#domain';
import type { Engine } from '../engine.js';
import { chainedRowOf } from '../event-rows.js';
import { ledgersOf } from '../ledgers-of.js';
import { DOSSIER_COLUMNS } from './dossier-conditions.js';
import { withProbability } from './foretold.js';
import { type FigureScope, inScope, Parameters } from './scope.js';

/** A dossier that will be late next. Times are working milliseconds on the competent agency's calendar. */
export interface EndangeredDossier {
  readonly id: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly competentAgency: string;
  readonly stages: readonly string[];
  readonly holders: readonly string[];
  readonly officers: readonly string[];
  readonly dueAt: number;
  /** Absent where the end of the work lies beyond any calendar. */
  readonly neededMs?: number;
  readonly leftMs: number;
  readonly reason: EndangeredReason;
  /** What the model said when all were last scored, in hundredths of a percent; absent where it said nothing. */
  readonly probability?: number;
}

/** Why it will be late: what its stages need is more than is left, one of them is late, its officer said so, or the model foretells it more likely than not. */
export const ENDANGERED_REASONS = ['needs-more', 'stage-late', 'said-by-officer', 'foretold'] as const;
export type EndangeredReason = (typeof ENDANGERED_REASONS)[number];

/** Where a dossier stands in the list: by its probability, -1 where there is none, then by its date. */
export interface EndangeredPlace {
  readonly probability: number;
  readonly dueAt: number;
  readonly id: string;
}

/** Which dossiers are looked at: those due from `at` until a moment, the most probably late first, without a model in the order of their dates. */
export interface EndangeredQuery {
  readonly scope: Omit<FigureScope, 'officer'>;
  readonly at: Instant;
  readonly until: Instant;
  readonly after?: EndangeredPlace;
  readonly limit: number;
}

/** One page; it may hold fewer than asked for and still have a next one, for most dossiers looked at are in no danger. */
export interface EndangeredPage {
  readonly items: readonly EndangeredDossier[];
  /** Where looking goes on; absent at the end. */
  readonly next?: EndangeredPlace;
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly competent_agency: string;
  readonly calendar_snapshot: string;
  readonly due_at: number;
  readonly probability: number | null;
}

/** More likely late than not. */
const LIKELY = 5_000;
/** Where one stands of which the model said nothing. */
const UNFORETOLD = -1;

/** Dossiers one statement looks at, and how often a page looks: their ledgers are read whole. */
const LOOKED_AT_ONCE = 200;
const LOOKS = 5;

/**
 * Open dossiers due soon that will be late as things stand: prospects counted from the ledger on the agency's calendar, or the model's
 * word. One that is late already, or whose clock stands still, is not among them. Ledgers are read of those alone that may be endangered by
 * what was noted after their last event, or of which nothing was noted yet: four statements at most for every two hundred. Where all are scored anew between two pages, one may be missed or stand on both.
 */
export async function listEndangered(engine: Engine, query: EndangeredQuery): Promise<EndangeredPage> {
  const items: EndangeredDossier[] = [];
  let after = query.after;
  for (let look = 0; look < LOOKS; look += 1) {
    const rows = await readDue(engine, query, after);
    const ledgers = await ledgersOf(engine.database.read, rows.map(({ id }) => id));
    for (const row of rows) {
      const state = foldDossier((ledgers.get(row.id) ?? []).map((event) => eventOfRow(chainedRowOf(event))));
      const found = await endangeredBy(engine, row, state, query.at);
      if (found !== undefined && items.push(found) === query.limit) {
        return { items, next: placeOf(row) };
      }
    }
    const last = rows.at(-1);
    if (rows.length < LOOKED_AT_ONCE || last === undefined) {
      return { items };
    }
    after = placeOf(last);
  }
  return { items, ...(after === undefined ? {} : { next: after }) };
}

function placeOf({ probability, due_at: dueAt, id }: Row): EndangeredPlace {
  return { probability: probability ?? UNFORETOLD, dueAt, id };
}

/** Sorted by what another table says: all that is due in the days asked for is found by the index of dates, and few of it are looked at. */
async function readDue({ database }: Engine, { scope, at, until }: EndangeredQuery, after: EndangeredQuery['after']): Promise<readonly Row[]> {
  const parameters = new Parameters();
  const [now, end] = [parameters.add(at, 'bigint'), parameters.add(until, 'bigint')];
  const further = after === undefined ? 'true' : `(-coalesce(probability, ${String(UNFORETOLD)}), due_at, id) > (${parameters.add(-after.probability, 'integer')}, ${parameters.add(after.dueAt, 'bigint')}, ${parameters.add(after.id, 'text')}::uuid)`;
  return database.read.rows<Row>(
    `SELECT id, code, procedure_code, procedure_version, competent_agency, calendar_snapshot, due_at, probability FROM dossier
       ${withProbability(parameters, at)}
     WHERE in_stock AND became_late_at IS NULL AND paused_at IS NULL AND NOT provisional AND NOT closed AND due_at >= ${now} AND due_at <= ${end}
       AND (endangered_from IS NULL OR endangered_from <= ${now} OR probability >= ${String(LIKELY)}) AND ${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${further} ORDER BY -coalesce(probability, ${String(UNFORETOLD)}), due_at, id LIMIT ${parameters.add(LOOKED_AT_ONCE, 'integer')}`,
    parameters.values,
  );
}

async function endangeredBy(engine: Engine, row: Row, state: DossierState, at: Instant): Promise<EndangeredDossier | undefined> {
  const rules = await engine.rules.rules(engine.database.read, row.procedure_code, row.procedure_version, row.calendar_snapshot);
  const prospects = prospectsOf(state, rules, at);
  const { probability } = row;
  if (!prospects.endangered && (probability ?? UNFORETOLD) < LIKELY) {
    return undefined;
  }
  const open = openStages(state);
  return {
    id: row.id,
    code: row.code,
    procedureCode: row.procedure_code,
    procedureName: rules.procedure.name,
    competentAgency: row.competent_agency,
    stages: open.map(({ id }) => id),
    holders: [...new Set(open.map(({ agency }) => agency))],
    officers: [...new Set(open.flatMap(({ officer }) => officer ?? []))],
    dueAt: instant(row.due_at),
    ...(prospects.neededMs === undefined ? {} : { neededMs: prospects.neededMs }),
    leftMs: prospects.leftMs,
    reason: reasonOf(prospects, state),
    ...(probability === null ? {} : { probability }),
  };
}

function reasonOf({ endangered, neededMs, leftMs }: Prospects, { forecastLate }: DossierState): EndangeredReason {
  if (!endangered) {
    return 'foretold';
  }
  if (neededMs === undefined || neededMs > leftMs) {
    return 'needs-more';
  }
  return forecastLate === true ? 'said-by-officer' : 'stage-late';
}
