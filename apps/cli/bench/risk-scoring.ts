import { formatInstant, instant, MS_PER_MINUTE, parseInstant, sameClockAfter } from '#domain';
import { applyImport, type Clock, type Engine, type SourceLine } from '#service';
import { foldFigures, refitRiskModel, scoreOpenDossiers } from '#service/figures';
import { Random } from '../simulation/random.js';
import { openScratchEngine } from '../scratch/scratch-engine.js';

const AT = parseInstant('2026-06-01T08:00:00+07:00');
const CLOCK: Clock = { now: () => AT };
const HISTORY = 2_000;
const HISTORY_DAYS = 340;
const TERM_DAYS = 20;
const AGENCIES = ['H99.31', 'H99.32', 'H99.33'] as const;
const FOLD_BATCH = 5_000;

/** How fast a model is fitted and open dossiers are scored, beside PostgreSQL reading the same events. */
export interface ScoringPace {
  readonly open: number;
  readonly fitSeconds: number;
  readonly scoreSeconds: number;
  readonly readSeconds: number;
}

/** Imports a history and open dossiers into a scratch database, fits and scores. Throws where not every open dossier was scored. */
export async function measureScoring(open: number): Promise<ScoringPace> {
  const scratch = await openScratchEngine({ at: AT, poolSize: 4 });
  try {
    const { engine } = scratch;
    await applyImport(engine, linesOf(open), AT, { source: 'bench' });
    while ((await foldFigures(engine, FOLD_BATCH)) === FOLD_BATCH);
    const fitSeconds = await secondsOf(() => refitRiskModel(engine, CLOCK));
    const readSeconds = await secondsOf(() => readEvents(engine));
    let scored: number | undefined;
    const scoreSeconds = await secondsOf(async () => { scored = await scoreOpenDossiers(engine, CLOCK); });
    if (scored !== open) {
      throw new Error(`${String(scored)} of ${String(open)} open dossiers were scored`);
    }
    return { open, fitSeconds, scoreSeconds, readSeconds };
  } finally {
    await scratch.close();
  }
}

/** The least any scoring must do: the events of the open dossiers read once, their texts looked into. */
async function readEvents({ database }: Engine): Promise<void> {
  await database.read.rows(`SELECT count(e.payload ->> 'receivedAt') AS n FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id WHERE d.in_stock`);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function* linesOf(open: number): Generator<SourceLine> {
  const random = new Random(7);
  for (let index = 0; index < HISTORY + open; index += 1) {
    const isPast = index < HISTORY;
    const daysAgo = isPast ? HISTORY_DAYS - Math.floor((index / HISTORY) * (HISTORY_DAYS - 2 * TERM_DAYS)) : 1 + (index % (TERM_DAYS - 2));
    const receivedAt = instant(sameClockAfter(AT, -daysAgo) + (index % 480) * MS_PER_MINUTE);
    const finishedAt = isPast ? formatInstant(sameClockAfter(receivedAt, random.chance(0.1) ? TERM_DAYS + 3 : TERM_DAYS - 5)) : '';
    yield {
      line: index + 2,
      fields: {
        code: `RISK-${String(index)}`, procedureCode: '1.013225', agencyCode: random.pick(AGENCIES), channel: 'counter', applicantName: `Người nộp ${String(index)}`, phone: '0900000001',
        receivedAt: formatInstant(receivedAt), dueAt: formatInstant(sameClockAfter(receivedAt, TERM_DAYS)), finishedAt, handedOverAt: finishedAt, status: '',
      },
    };
  }
}
