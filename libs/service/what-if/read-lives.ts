import { startOfDay } from '#domain';
import { BESIDE_THE_CLOCK, type DaySpan, type StandingRow, type ToldRow, WORK_ALONE } from '#domain/figures';
import type { Statements } from '#persistence';
import { endOf, LEFT_AT } from '../figures/dossier-conditions.js';
import { inScope, Parameters } from '../figures/scope.js';

/** Whose dossiers are replayed, and which of them are told beside the others. */
export interface LivesQuestion {
  readonly province: string;
  readonly agency?: string;
  readonly days: DaySpan;
  /** Officers who are away in the scenario. */
  readonly officers: readonly string[];
}

/** A dossier of the rate as its row tells it. */
export interface LifeRow extends StandingRow {
  readonly id: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly procedureVersion: number;
  readonly caseCode: string;
  readonly receivedAt: number;
  readonly imported: boolean;
  readonly basis: string;
  /** Reopened, transferred or cancelled: only its events tell what the figures count of it. */
  readonly retold: boolean;
  /** One of the officers away had it, or a stage of it, at some time. */
  readonly held: boolean;
}

const CURSOR = 'what_if_lives';
const DOSSIERS_AT_ONCE = 500;
/** Whose history a row does not tell; their partial index answers it. */
const RETOLD = `EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = dossier.id AND e.type IN ('DossierReopened', 'DossierTransferred', 'DossierCancelled'))`;

/** How many dossiers there are to read. */
export async function countLives(tx: Pick<Statements, 'first'>, question: LivesQuestion): Promise<number> {
  const parameters = new Parameters();
  return (await tx.first<{ n: number }>(`SELECT count(*) AS n FROM dossier WHERE ${ofRate(question, parameters)}`, parameters.values))?.n ?? 0;
}

/**
 * The dossiers the late rate counts, page by page, all of one moment: within a transaction that sees one.
 */
export async function* readLives(tx: Pick<Statements, 'run' | 'rows'>, question: LivesQuestion): AsyncGenerator<readonly LifeRow[], undefined> {
  const parameters = new Parameters();
  const where = ofRate(question, parameters);
  await tx.run(
    `DECLARE ${CURSOR} NO SCROLL CURSOR FOR
     SELECT id, code, procedure_code AS "procedureCode", procedure_version AS "procedureVersion", case_code AS "caseCode", competent_agency AS agency, received_at AS "receivedAt", accepted_at AS "acceptedAt",
       finished_at AS "finishedAt", in_stock AS "inStock", punctuality, became_late_at AS "becameLateAt", due_at AS "dueAt", paused_at IS NOT NULL AS paused,
       provisional, imported, basis, ${RETOLD} AS retold, ${heldBy(question.officers, parameters)} AS held
     FROM dossier WHERE ${where}`,
    parameters.values,
  );
  const fetch = async (): Promise<readonly LifeRow[]> => tx.rows<LifeRow>(`FETCH ${String(DOSSIERS_AT_ONCE)} FROM ${CURSOR}`);
  for (let page = await fetch(); page.length > 0; page = await fetch()) {
    yield page;
  }
}

/** What is replayed of some dossiers' ledgers, by dossier, in order; who worked when only where work may be laid out again. */
export async function readTold(tx: Pick<Statements, 'rows'>, ids: readonly string[], { work }: { readonly work: boolean }): Promise<ReadonlyMap<string, readonly ToldRow[]>> {
  if (ids.length === 0) {
    return new Map();
  }
  const rows = await tx.rows<ToldRow & { readonly id: string }>(
    `SELECT dossier_id AS id, type, payload::text AS payload, occurred_at AS "occurredAt", calendar_snapshot AS "calendarSnapshot"
     FROM dossier_event WHERE dossier_id = ANY($1::uuid[]) AND type <> ALL($2::text[]) ORDER BY dossier_id, seq`,
    [ids, work ? BESIDE_THE_CLOCK : [...BESIDE_THE_CLOCK, ...WORK_ALONE]],
  );
  return Map.groupBy(rows, ({ id }) => id);
}

/** Received before the end of the days, and open or ended in them. Of an agency also those that may have been there before. */
function ofRate({ province, agency, days }: LivesQuestion, parameters: Parameters): string {
  const [start, end] = [parameters.add(startOfDay(days.first), 'bigint'), parameters.add(endOf(days), 'bigint')];
  const within = `accepted_at < ${end} AND (in_stock OR ${LEFT_AT} >= ${start}) AND status NOT IN ('registered', 'intake-refused')`;
  const scope = inScope({ province }, {}, parameters);
  return agency === undefined ? `${scope} AND ${within}` : `${scope} AND ${within} AND (competent_agency = ${parameters.add(agency, 'text')} OR ${RETOLD})`;
}

function heldBy(officers: readonly string[], parameters: Parameters): string {
  if (officers.length === 0) {
    return 'FALSE';
  }
  const away = officers.map((officer) => parameters.add(officer, 'text')).join(', ');
  return `(EXISTS (SELECT FROM dossier_event e WHERE e.type = 'OfficerAssigned' AND e.payload ->> 'officer' IN (${away}) AND e.dossier_id = dossier.id)
    OR (imported AND EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = dossier.id AND e.seq = 1 AND e.payload ->> 'holder' IN (${away}))))`;
}
