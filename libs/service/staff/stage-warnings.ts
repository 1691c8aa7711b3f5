import { type DossierState, endangeredFrom, eventOfRow, foldDossier, instant, type Instant, MS_PER_HOUR, type ProcedureVersion, type StageShare, stageShares, WHOLE_TERM, withinCalendar } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { chainedRowOf, type EventRow } from '../event-rows.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { ledgersOf } from '../ledgers-of.js';
import { type NoticeDue, oweNotices } from './notices.js';

/** What one pass came to. */
export interface WarningTally {
  readonly looked: number;
  readonly told: number;
}

interface DueRow {
  readonly id: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly calendar_snapshot: string;
}

interface Look {
  readonly id: string;
  readonly notices: readonly NoticeDue[];
  readonly next: number | null;
  readonly endangeredFrom: number | null;
}

/** `endangered_from` of a dossier only an event can endanger. */
const NEVER_ENDANGERED = 9_000_000_000_000_000;

/**
 * Looks at dossiers of which a share of an open stage's term is reached, or was to be counted anew because something happened
 * to them, tells whoever works on the stage, and notes from when the dossier is endangered as things stand. Of shares reached at once only the greatest is told. Any number of passes
 * may run beside each other; each holds its dossiers and writes notices and next instants in one transaction, by two
 * statements whatever their number.
 * @throws when a ledger cannot be counted: all others are done, and that dossier is looked at again after an hour
 */
export async function warnOfStages(engine: Engine, at: Instant, batch: number): Promise<WarningTally> {
  const { tally, failures } = await engine.database.transaction(async (tx) => {
    const rows = await tx.rows<DueRow>(
      'SELECT id, procedure_code, procedure_version, calendar_snapshot FROM dossier WHERE stage_warn_at <= $1 ORDER BY stage_warn_at LIMIT $2 FOR UPDATE SKIP LOCKED',
      [at, batch],
    );
    if (rows.length === 0) {
      return { tally: { looked: 0, told: 0 }, failures: [] };
    }
    const ledgers = await ledgersOf(tx, rows.map(({ id }) => id));
    const looks: Look[] = [];
    const broken: { readonly id: string; readonly error: unknown }[] = [];
    for (const row of rows) {
      try {
        looks.push(await lookAt(engine, tx, row, ledgers.get(row.id) ?? [], at));
      } catch (error) {
        if (isInstallationTrouble(error)) {
          throw error;
        }
        broken.push({ id: row.id, error });
        looks.push({ id: row.id, notices: [], next: at + MS_PER_HOUR, endangeredFrom: null });
      }
    }
    const told = await oweNotices(tx, looks.flatMap(({ notices }) => notices), at);
    await tx.run('UPDATE dossier SET stage_warn_at = looked.next, endangered_from = looked.endangered FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS looked (id, next, endangered) WHERE dossier.id = looked.id', [
      looks.map(({ id }) => id),
      looks.map(({ next }) => next),
      looks.map(({ endangeredFrom: from }) => from),
    ]);
    return { tally: { looked: rows.length, told }, failures: broken };
  });
  const [first] = failures;
  if (first !== undefined) {
    throw new Error(`Stages that cannot be counted: ${String(failures.length)} dossiers, the first of them ${first.id}`, { cause: first.error });
  }
  return tally;
}

async function lookAt(engine: Engine, tx: Transaction, row: DueRow, ledger: readonly EventRow[], at: Instant): Promise<Look> {
  const state = foldDossier(ledger.map((event) => eventOfRow(chainedRowOf(event))));
  const { stageWarningShares } = await engine.rules.settings(tx);
  const rules = await engine.rules.rules(tx, row.procedure_code, row.procedure_version, row.calendar_snapshot);
  const shares = stageShares(state, rules.calendars, stageWarningShares);
  // Beyond the declared years only the ledger can say it, on a calendar that reaches so far; stages are warned of all the same.
  const endangered = withinCalendar(() => endangeredFrom(state, rules, at)) ?? 'untold';
  const ahead = shares.filter((share) => share.at > at).map((share) => share.at);
  const [firstShare] = stageWarningShares;
  return {
    id: row.id,
    notices: latestReached(shares, at).flatMap((share) => noticesOf(share, row.id, state, { name: stageName(rules.procedure, share.stage.id), isFirst: share.share === firstShare })),
    next: ahead.length === 0 ? null : instant(Math.min(...ahead)),
    endangeredFrom: endangered === 'untold' ? null : endangered === 'never' ? NEVER_ENDANGERED : endangered,
  };
}

/** Of each stage the greatest share that is reached. */
function latestReached(shares: readonly StageShare[], at: Instant): readonly StageShare[] {
  const greatest = new Map<string, StageShare>();
  for (const share of shares) {
    if (share.at <= at && share.share >= (greatest.get(share.stage.id)?.share ?? 0)) {
      greatest.set(share.stage.id, share);
    }
  }
  return [...greatest.values()];
}

/** Who works on the stage is told, without one the heads of its agency; that it is over, both. */
function noticesOf({ stage, share }: StageShare, dossierId: string, state: DossierState, { name, isFirst }: { readonly name: string; readonly isFirst: boolean }): readonly NoticeDue[] {
  const { agency, officer, run } = stage;
  const over = share === WHOLE_TERM;
  const notice = {
    key: `${dossierId}:${stage.id}:${String(run)}:${String(share)}`,
    kind: over ? ('stage-expired' as const) : isFirst ? ('stage-half' as const) : ('stage-most' as const),
    dossierId,
    facts: { code: state.code, stageName: name, share, targetAt: stage.targetAt ?? 0 },
  };
  const heads: NoticeDue = { ...notice, to: { agency, role: 'head' } };
  return officer === undefined ? [heads] : [{ ...notice, to: { agency, subject: officer } }, ...(over ? [heads] : [])];
}

/** A stage as its procedure calls it; imported dossiers have stages no procedure knows. */
function stageName({ cases }: ProcedureVersion, id: string): string {
  const stages = cases.flatMap(({ parts }) => parts.flatMap(({ groups }) => groups.flatMap((group) => group.stages)));
  return stages.find((stage) => stage.id === id)?.name ?? id;
}
