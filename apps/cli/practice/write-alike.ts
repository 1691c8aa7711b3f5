import type { Instant } from '#domain';
import type { Engine } from '#service';
import { type Model, readModel } from '../bench/models.js';
import { writeTwins } from '../bench/open-twins.js';
import { Random } from '../simulation/random.js';
import { inventedPerson } from './invented-people.js';

/** Letters a dossier may have to be written again: those whose file no event names. */
const PLAIN_LETTERS: readonly string[] = ['receipt', 'result-ready', 'date-moved'];
/** Open dossiers are as many of a hundred as here; the others are finished. */
const OPEN_OF_A_HUNDRED = 12;
/** Codes of a desk's day are counted from one; those written here from a number no desk reaches. */
const FIRST_NUMBER = 501;

/** How many dossiers are written like those that were lived through, and as of when. */
interface Alike {
  readonly count: number;
  readonly at: Instant;
  readonly random: Random;
}

/**
 * Writes dossiers that went the way others did at the same hours, each with chain, records, commands, letters and figures of its
 * own, and findable by its own people. Only ways that left no signed letter and no number of a list are gone again.
 */
export async function writeAlike(engine: Engine, { count, at, random }: Alike): Promise<void> {
  if (count === 0) return;
  const [open, finished] = [await modelsOf(engine, false), await modelsOf(engine, true)];
  if (finished.length === 0) throw new Error('None of the dossiers lived through can be written again');
  const among = Math.round((count * OPEN_OF_A_HUNDRED) / 100);
  const wanted = Array.from({ length: count }, (_, index): Model | undefined => (index < among && open.length > 0 ? open[index % open.length] : finished[index % finished.length]));
  const models = wanted.filter((model) => model !== undefined);
  const numbers = new Map<string, number>();
  await writeTwins(engine, models, models.length, at, () => undefined, (index, model) => {
    const series = String(model.row['code']).replace(/\d+$/u, '');
    const number = numbers.get(series) ?? FIRST_NUMBER;
    numbers.set(series, number + 1);
    const person = 100_000 + index;
    return { code: `${series}${String(number).padStart(4, '0')}`, record: { applicant: inventedPerson(person, random.branch(person)) }, isSearchable: true, at };
  });
}

async function modelsOf(engine: Engine, isFinished: boolean): Promise<readonly Model[]> {
  const rows = await engine.database.read.rows<{ id: string }>(
    `SELECT d.id FROM dossier d WHERE d.closed = $1 AND d.status NOT IN ('intake-refused', 'cancelled', 'withdrawn') AND d.became_late_at IS NULL AND d.apology_draft_at IS NULL AND d.due_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM letter l WHERE l.dossier_id = d.id AND NOT l.kind = ANY($2))
       AND NOT EXISTS (SELECT FROM document_number n WHERE n.dossier_id = d.id)
       AND NOT EXISTS (SELECT FROM command_inbox i WHERE i.dossier_id = d.id AND i.status <> 'applied')
     ORDER BY d.received_at, d.code`,
    [isFinished, PLAIN_LETTERS],
  );
  const models: Model[] = [];
  for (const { id } of rows) models.push(withoutFiles(await readModel(engine, id)));
  return models;
}

/** A letter's file and words are sealed for that letter; of the same letter written again it is known that it was not sent. */
function withoutFiles(model: Model): Model {
  const letter = model.letter.map((row) => ({ ...row, status: 'withdrawn', delivery_open: false, produced_at: null, sent_at: null, pdf_sha256: null, content_key_ref: null, data: null, key_ref: null, template_id: null, retry_now: false }));
  return { ...model, letter };
}
