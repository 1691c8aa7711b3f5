import { type BrokenBalance, checkBalance, describeFault, type Engine, proveFigure, type FigureQuery, type ProvedFigure, type Verification, verifyLedger } from '#service';

/** A promise that was broken, and what became of the apology owed for it. */
export interface BrokenPromise {
  readonly code: string;
  readonly promise: number;
  /** Apologies owed for this promise, produced or not. */
  readonly apologies: number;
  readonly produced: number;
}

/** An apology signed after its promise was broken, and what became of the letter owed for it. */
export interface LateSignature {
  readonly code: string;
  readonly promise: number;
  readonly produced: number;
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

/** Everything the invariants of a month are judged by. */
export interface MonthFacts {
  readonly brokenPromises: readonly BrokenPromise[];
  /** Apologies owed for a promise that was neither broken nor signed for before its date. */
  readonly groundlessApologies: readonly string[];
  /** Signatures given after their promise was broken, with the letters they owe. */
  readonly lateSignatures: readonly LateSignature[];
  readonly lateness: readonly Lateness[];
  readonly openCommands: readonly OpenCommand[];
  readonly balance: readonly BrokenBalance[];
  readonly verification: Verification;
  /** The month's late rate, as kept and as counted from the events. */
  readonly proved: Pick<ProvedFigure, 'kept' | 'recounted' | 'differences'>;
}

/** Gathers the facts of a month that is over; nothing may be under way any more. */
export async function readMonthFacts(engine: Engine, lateRate: FigureQuery, trustedKeys: readonly string[]): Promise<MonthFacts> {
  const { read } = engine.database;
  return {
    brokenPromises: await read.rows<BrokenPromise>(BROKEN_PROMISES),
    groundlessApologies: (await read.rows<{ key: string }>(GROUNDLESS)).map(({ key }) => key),
    lateSignatures: await read.rows<LateSignature>(LATE_SIGNATURES),
    lateness: (await read.rows<Omit<Lateness, 'firstBroken'> & { readonly firstBroken: number | null }>(LATENESS)).map((row) => ({ ...row, firstBroken: row.firstBroken ?? undefined })),
    openCommands: (await read.rows<Omit<OpenCommand, 'error'> & { readonly error: string | null }>(OPEN_COMMANDS)).map((row) => ({ ...row, error: row.error ?? undefined })),
    balance: await checkBalance(engine.database),
    verification: await verifyLedger(engine, { trustedKeys }),
    proved: await proveFigure(engine.database, lateRate),
  };
}

/** What a verification found, in a line. */
export function verificationLine(verification: Verification): string {
  if (!verification.ok) {
    return `BROKEN: ${describeFault(verification.fault)}`;
  }
  const { dossiers, events, seals, unsealed } = verification;
  return `whole: ${String(dossiers)} dossiers, ${String(events)} events, ${String(seals)} seals, ${String(unsealed)} events not sealed`;
}

const BROKEN = `
  SELECT dossier_id, seq, (payload->>'promise')::integer AS promise FROM dossier_event WHERE type = 'DossierBecameLate'
  UNION ALL SELECT dossier_id, seq, (payload->>'number')::integer FROM dossier_event WHERE type = 'PromiseBroken'`;

const BROKEN_PROMISES = `
  SELECT d.code, b.promise, count(l.key) AS apologies, count(l.key) FILTER (WHERE l.status IN ('produced', 'sent')) AS produced
  FROM (${BROKEN}) b JOIN dossier d ON d.id = b.dossier_id
  LEFT JOIN letter l ON l.dossier_id = b.dossier_id AND l.kind = 'apology' AND l.promise = b.promise
  GROUP BY d.code, b.promise, b.dossier_id ORDER BY d.code, b.promise`;

const GROUNDLESS = `
  SELECT l.key FROM letter l
  WHERE l.kind = 'apology'
    AND NOT EXISTS (SELECT 1 FROM (${BROKEN}) b WHERE b.dossier_id = l.dossier_id AND b.promise = l.promise)
    AND NOT EXISTS (SELECT 1 FROM dossier_event e WHERE e.dossier_id = l.dossier_id AND e.type = 'ApologySigned' AND (e.payload->>'promise')::integer = l.promise)
  ORDER BY l.key`;

const LATE_SIGNATURES = `
  SELECT d.code, b.promise, count(l.key) FILTER (WHERE l.status IN ('produced', 'sent')) AS produced
  FROM (${BROKEN}) b JOIN dossier d ON d.id = b.dossier_id
  JOIN dossier_event e ON e.dossier_id = b.dossier_id AND e.type = 'ApologySigned' AND (e.payload->>'promise')::integer = b.promise AND e.seq > b.seq
  LEFT JOIN letter l ON l.dossier_id = b.dossier_id AND l.kind = 're-appointment' AND l.promise = b.promise
  GROUP BY d.code, b.promise, b.dossier_id ORDER BY d.code, b.promise`;

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

