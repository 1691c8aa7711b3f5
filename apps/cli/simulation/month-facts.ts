import { instant, nextServedMoment } from '#domain';
import { describeFault, type Engine, type Verification, verifyLedger } from '#service';
import { type BrokenBalance, checkBalance, proveFigure, type FigureQuery, type ProvedFigure } from '#service/figures';
import { type CaseFacts, readCaseFacts } from './case-facts.js';
import type { PortalFacts } from './told-portal.js';

/** Points this far back are settled once everything has drained. */
const SETTLED_MS = 180_000;

/** A promise that was broken, and what became of the apology owed for it. */
export interface BrokenPromise {
  readonly code: string;
  readonly promise: number;
  /** Apologies owed for this promise, produced or not. */
  readonly apologies: number;
  readonly produced: number;
  /** Those that wait for a signature, and open tasks that ask for it. */
  readonly waiting: number;
  readonly tasks: number;
  /** The clock of its dossier stands still: no date can be promised meanwhile. */
  readonly standsStill: boolean;
}

/** A dossier with everything its ledger says about its lateness. */
export interface Lateness {
  readonly code: string;
  /** Times `DossierBecameLate` was recorded, and how many of them not at the due date they name. */
  readonly becameLate: number;
  readonly misplaced: number;
  /** Numbers of the promises `PromiseBroken` was recorded for, in order of the ledger. */
  readonly promisesBroken: readonly number[];
  /** Number of the promise whose break made it late. */
  readonly firstBroken: number | undefined;
  /** It ended late, or stands open past its due date, by its row. */
  readonly countsLate: boolean;
}

/** A command without exactly one recorded end. */
export interface OpenCommand {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly error: string | undefined;
}

/** What became of the promises made to applicants. */
export interface PromiseFacts {
  readonly brokenPromises: readonly BrokenPromise[];
  /** Apologies owed for a promise that was neither broken nor signed for before its date. */
  readonly groundlessApologies: readonly string[];
  readonly lateness: readonly Lateness[];
}

/** Everything the invariants of a month are judged by. */
export interface MonthFacts extends PromiseFacts {
  readonly openCommands: readonly OpenCommand[];
  /** What staff were told at a moment when their agency was closed, or were not told at all. */
  readonly misplacedNotices: readonly string[];
  readonly balance: readonly BrokenBalance[];
  readonly verification: Verification;
  /** Publications, feedback and tasks. */
  readonly cases: CaseFacts;
  /** What the national portal was told. */
  readonly portal: PortalFacts;
  /** The month's late rate, as kept and as counted from the events. */
  readonly proved: Pick<ProvedFigure, 'kept' | 'recounted' | 'differences'>;
}

/** Gathers what became of every promise; no transition may be under way. */
export async function readPromiseFacts(read: Engine['database']['read']): Promise<PromiseFacts> {
  return {
    brokenPromises: await read.rows<BrokenPromise>(BROKEN_PROMISES),
    groundlessApologies: (await read.rows<{ key: string }>(GROUNDLESS)).map(({ key }) => key),
    lateness: (await read.rows<Omit<Lateness, 'firstBroken'> & { readonly firstBroken: number | null }>(LATENESS)).map((row) => ({ ...row, firstBroken: row.firstBroken ?? undefined })),
  };
}

/** Gathers the facts of a month that is over; nothing may be under way any more. */
export async function readMonthFacts(engine: Engine, lateRate: FigureQuery, { portal, trustedKeys }: { readonly portal: PortalFacts; readonly trustedKeys: readonly string[] }): Promise<MonthFacts> {
  const { read } = engine.database;
  return {
    ...(await readPromiseFacts(read)),
    openCommands: (await read.rows<Omit<OpenCommand, 'error'> & { readonly error: string | null }>(OPEN_COMMANDS)).map((row) => ({ ...row, error: row.error ?? undefined })),
    misplacedNotices: await misplacedNotices(engine),
    balance: await checkBalance(engine.database),
    verification: await verifyLedger(engine, { trustedKeys }),
    cases: await readCaseFacts(engine, { from: 0, until: lateRate.at, at: lateRate.at }, lateRate.at - SETTLED_MS),
    portal,
    proved: await proveFigure(engine.database, lateRate),
  };
}

async function misplacedNotices(engine: Engine): Promise<readonly string[]> {
  const { read } = engine.database;
  const calendars = await engine.rules.calendars(read, await engine.rules.currentSnapshot(read));
  const notices = await read.rows<{ key: string; agency: string; visible_at: number | null }>('SELECT key, agency, visible_at FROM staff_notice ORDER BY id');
  return notices
    .filter(({ agency, visible_at: at }) => at === null || nextServedMoment(calendars.processing(agency), instant(at)) !== at)
    .map(({ key }) => key);
}

/** What a verification found, in a line. */
export function verificationLine(verification: Verification): string {
  if (!verification.ok) {
    return `BROKEN: ${describeFault(verification.fault)}`;
  }
  const { dossiers, cases, events, seals, unsealed } = verification;
  return `whole: ${String(dossiers)} dossiers, ${String(cases)} cases, ${String(events)} events, ${String(seals)} seals, ${String(unsealed)} events not sealed`;
}

const BROKEN = `
  SELECT dossier_id, seq, (payload->>'promise')::integer AS promise FROM dossier_event WHERE type = 'DossierBecameLate'
  UNION ALL SELECT dossier_id, seq, (payload->>'number')::integer FROM dossier_event WHERE type = 'PromiseBroken'`;

const BROKEN_PROMISES = `
  SELECT d.code, b.promise, count(l.key) AS apologies, count(l.key) FILTER (WHERE l.status IN ('produced', 'sent')) AS produced,
    count(l.key) FILTER (WHERE l.status = 'owed' AND l.awaits_signature) AS waiting,
    (SELECT count(*) FROM task t WHERE t.dossier_id = d.id AND t.kind = 'sign-apology' AND t.done_at IS NULL) AS tasks, d.pause_ground IS NOT NULL AS "standsStill"
  FROM (${BROKEN}) b JOIN dossier d ON d.id = b.dossier_id AND d.status <> 'cancelled'
  LEFT JOIN letter l ON l.dossier_id = b.dossier_id AND l.kind = 'apology' AND l.promise = b.promise
  GROUP BY d.id, d.code, b.promise ORDER BY d.code, b.promise`;

const GROUNDLESS = `
  SELECT l.key FROM letter l
  WHERE l.kind = 'apology'
    AND NOT EXISTS (SELECT 1 FROM (${BROKEN}) b WHERE b.dossier_id = l.dossier_id AND b.promise = l.promise)
    AND NOT EXISTS (SELECT 1 FROM dossier_event e WHERE e.dossier_id = l.dossier_id AND e.type = 'ApologySigned' AND (e.payload->>'promise')::integer = l.promise)
  ORDER BY l.key`;

const LATENESS = `
  SELECT d.code,
    count(*) FILTER (WHERE e.type = 'DossierBecameLate') AS "becameLate",
    count(*) FILTER (WHERE e.type = 'DossierBecameLate' AND e.occurred_at <> (e.payload->>'dueAt')::bigint) AS misplaced,
    coalesce(array_agg((e.payload->>'number')::integer ORDER BY e.seq) FILTER (WHERE e.type = 'PromiseBroken'), '{}') AS "promisesBroken",
    min((e.payload->>'promise')::integer) FILTER (WHERE e.type = 'DossierBecameLate') AS "firstBroken",
    coalesce(d.punctuality = 'late' OR (d.in_stock AND d.became_late_at IS NOT NULL), FALSE) AS "countsLate"
  FROM dossier d LEFT JOIN dossier_event e ON e.dossier_id = d.id AND e.type IN ('DossierBecameLate', 'PromiseBroken')
  GROUP BY d.id, d.code, d.punctuality, d.in_stock, d.became_late_at ORDER BY d.code`;

const OPEN_COMMANDS = `
  SELECT id, type, status, last_error AS error FROM command_inbox
  WHERE status NOT IN ('applied', 'refused') OR outcome IS NULL ORDER BY number`;

