import type { Instant } from '#domain';
import { seeingOne } from '../dossiers/row-scope.js';
import type { Engine } from '../engine.js';
import { type LetterEntry, listLetters } from '../letters/list-letters.js';
import { readLetter } from '../letters/letter-store.js';
import { printReceipt } from '../letters/print-receipt.js';
import { enterDossier } from '../registers/enter-dossiers.js';
import { letterFileName } from '../letters/letter-file-name.js';
import type { LetterProof, OpenedDossier } from './session.js';

/** Key under which the receipt of a dossier is opened beside its letters. */
const RECEIPT = 'receipt';

/** A letter somebody may open. */
export interface OpenableLetter {
  readonly key: string;
  readonly kind: string;
  readonly form: string;
  readonly producedAt: number | undefined;
}

/** A letter's file. */
export interface OpenedLetter {
  readonly pdf: Uint8Array;
  readonly name: string;
}

type Known = { readonly id: string; readonly code: string };

/** Letters of a dossier that there are files of, oldest first, the receipt before them once the dossier was received. */
export async function listOpenable(application: Engine, { id, code }: Known): Promise<readonly OpenableLetter[]> {
  const engine = seeingOne(application, id);
  const row = await engine.database.read.first<{ received: boolean }>(
    `SELECT personal_version > 0 AND EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = d.id AND e.type IN ('DossierReceived', 'DossierAccepted'))
       AND EXISTS (SELECT FROM personal_record p WHERE p.dossier_id = d.id AND p.version = d.personal_version) AS received FROM dossier d WHERE d.id = $1`,
    [id],
  );
  const letters = await standingLetters(engine, code);
  return [
    ...(row?.received === true ? [{ key: RECEIPT, kind: RECEIPT, form: '01', producedAt: undefined }] : []),
    ...letters.map(({ key, kind, form, produced_at: producedAt }) => ({ key, kind, form, producedAt: producedAt ?? undefined })),
  ];
}

/** Letters of a dossier that were produced and not withdrawn since; its receipt is opened in a way of its own. */
async function standingLetters(engine: Engine, code: string): Promise<readonly LetterEntry[]> {
  return (await listLetters(engine, code)).filter(({ status, kind }) => (status === 'produced' || status === 'sent') && kind !== RECEIPT);
}

/** The file of a letter of `listOpenable`; `undefined` where there is none any more. Each opening is written down before the file is given out. */
export async function openLetter(engine: Engine, known: OpenedDossier, key: string, at: Instant): Promise<OpenedLetter | undefined> {
  const opened = await fileOf(engine, known, key, at);
  if (opened !== undefined) {
    await engine.database.read.run('INSERT INTO public_letter_access (dossier_id, letter_key, at, proved_by) VALUES ($1, $2, $3, $4)', [known.id, key, at, known.provedBy]);
  }
  return opened;
}

async function fileOf(engine: Engine, { id, code }: Known, key: string, at: Instant): Promise<OpenedLetter | undefined> {
  if (key === RECEIPT) {
    await enterDossier(engine, id, at);
    const pdf = await printReceipt(engine, code);
    return pdf === undefined ? undefined : { pdf, name: `${code}-01.pdf` };
  }
  const one = seeingOne(engine, id);
  const letter = (await standingLetters(one, code)).find((candidate) => candidate.key === key);
  const pdf = letter === undefined ? undefined : await readLetter(one, key);
  return letter === undefined || pdf === undefined ? undefined : { pdf, name: letterFileName(code, letter) };
}

/** One opening of a letter on the public page. */
export interface LetterOpening {
  readonly id: number;
  readonly key: string;
  /** As in `OpenableLetter`. */
  readonly kind: string;
  readonly at: number;
  /** Null for openings of the time before that was kept. */
  readonly provedBy: LetterProof | null;
}

/** Openings of the letters of a dossier on the public page, in the order they happened. */
export async function listLetterOpenings({ database }: Pick<Engine, 'database'>, dossierId: string, page: { readonly after?: number; readonly limit: number }): Promise<readonly LetterOpening[]> {
  return database.read.rows<LetterOpening>(
    `SELECT a.id, a.letter_key AS key, coalesce(l.kind, a.letter_key) AS kind, a.at, a.proved_by AS "provedBy" FROM public_letter_access a LEFT JOIN letter l ON l.key = a.letter_key
     WHERE a.dossier_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3`,
    [dossierId, page.after ?? 0, page.limit],
  );
}
