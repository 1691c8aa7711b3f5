import { formatInstant, type Instant, sameClockAfter } from '#domain';
import { applyImport, type Engine } from '#service';
import { makeModels } from './models.js';
import { openLives } from './open-lives.js';
import { writeTwins } from './open-twins.js';

/** One in so many came from the system before. */
const IMPORTED_SHARE = 20;
const DUE_AFTER_DAYS = 14;

/**
 * Fills an engine with `count` open dossiers as a counter has them on the morning of `until`: running, paused for papers or
 * a payment, late with and without a new date, filed online and unanswered, imported; nothing that was due lies unsettled.
 */
export async function fillWithOpen(engine: Engine, count: number, mornings: readonly Instant[], until: Instant, progress: (written: number) => void): Promise<void> {
  const [first] = mornings;
  if (first === undefined) {
    throw new RangeError('Dossiers need a morning to be taken in on');
  }
  const imported = Math.floor(count / IMPORTED_SHARE);
  const models = await makeModels(engine, mornings.flatMap(openLives), until);
  await writeTwins(engine, models, Math.max(0, count - imported - models.length), first, progress);
  const lines = Array.from({ length: imported }, (_, index) => ({ line: index + 2, fields: importedLine(index, mornings[index % mornings.length] ?? first) }));
  const { taken } = await applyImport(engine, lines, until, { source: 'bench' });
  if (taken !== imported) {
    throw new Error(`${String(imported - taken)} lines were not imported`);
  }
  progress(count);
}

function importedLine(index: number, morning: Instant): Readonly<Record<string, string>> {
  return {
    code: `OLD-${String(index).padStart(7, '0')}`,
    procedureCode: '1.013225',
    agencyCode: 'H99.31',
    channel: 'counter',
    applicantName: 'Người nộp hồ sơ đo tốc độ',
    receivedAt: formatInstant(morning),
    dueAt: formatInstant(sameClockAfter(morning, DUE_AFTER_DAYS)),
    finishedAt: '',
  };
}
