import { createHash } from 'node:crypto';
import { currentPromise, type DossierEvent, eventOfRow, explainDates, foldDossier, type Instant, statutoryTermOf, stepsToAppointment } from '#domain';
import { type Letter, renderLetter } from '#letters';
import { explanationSummary } from '#vi';
import type { Transaction } from '#persistence';
import { isInstallationTrouble } from '../installation-trouble.js';
import { openTask } from '../effects.js';
import type { Engine } from '../engine.js';
import { rulesOfEvents } from '../event-rules.js';
import { readLedger } from '../ledger-writer.js';
import { type ApplicantRecord, readPersonal } from '../personal/index.js';
import { composeLetter } from './compose-letter.js';
import { composeReceipt } from './compose-receipt.js';
import type { LetterSource } from './letter-source.js';

interface LetterRow {
  readonly dossier_id: string;
  readonly owed_by_seq: number;
  readonly status: 'owed' | 'produced' | 'withdrawn';
  readonly pdf: Buffer | null;
  readonly key_ref: string | null;
}

/**
 * Produces an owed letter as a PDF, stores it encrypted with its hash, and marks it produced: once, whoever asks however
 * often, because the row is locked and its key is the letter's business identity. Throws when the letter does not exist,
 * when PostgreSQL fails, or when it cannot be composed; of the last a task tells until it can. It may always be asked again.
 */
export async function produceLetter(engine: Engine, key: string, at: Instant): Promise<void> {
  const failure = await engine.database.transaction(async (tx): Promise<Error | undefined> => {
    const row = await tx.first<LetterRow>('SELECT dossier_id, owed_by_seq, status, pdf, key_ref FROM letter WHERE key = $1 FOR UPDATE', [key]);
    if (row === undefined) {
      throw new Error(`Letter ${key} is not owed`);
    }
    if (row.status !== 'owed') {
      return undefined;
    }
    try {
      await tx.attempt(() => produce(engine, tx, key, row, at));
      return undefined;
    } catch (error) {
      if (isInstallationTrouble(error)) {
        throw error;
      }
      await tellOfFailure(tx, key, row.dossier_id, at);
      return error instanceof Error ? error : new Error(String(error));
    }
  });
  if (failure !== undefined) {
    throw failure;
  }
}

async function produce(engine: Engine, tx: Transaction, key: string, row: LetterRow, at: Instant): Promise<void> {
  const source = await letterSource(engine, tx, row.dossier_id, row.owed_by_seq);
  if (source === undefined) {
    await tx.run(`UPDATE letter SET status = 'withdrawn' WHERE key = $1`, [key]);
  } else {
    const pdf = await renderLetter(composeLetter(source));
    const sealed = await engine.vault.seal(tx, { agency: source.state.competentAgency, at }, `letter:${key}`, pdf);
    await tx.run(`UPDATE letter SET status = 'produced', produced_at = $2, pdf = $3, pdf_sha256 = $4, key_ref = $5 WHERE key = $1`, [
      key,
      at,
      sealed.ciphertext,
      createHash('sha256').update(pdf).digest('hex'),
      sealed.keyRef,
    ]);
  }
  await tx.run('UPDATE task SET done_at = $1 WHERE key = $2 AND done_at IS NULL', [at, failureTask(key)]);
}

/** A letter that cannot be composed is a promise nobody keeps: whoever answers for the dossier is told, once. */
async function tellOfFailure(tx: Transaction, key: string, dossierId: string, at: Instant): Promise<void> {
  const dossier = await tx.first<{ competent_agency: string }>('SELECT competent_agency FROM dossier WHERE id = $1', [dossierId]);
  await openTask(tx, { key: failureTask(key), kind: 'letter-failing' }, { dossierId, agency: dossier?.competent_agency ?? '', at, data: { letter: key } });
}

function failureTask(key: string): string {
  return `${key}:letter-failing`;
}

/** A produced letter's bytes, as they were produced; `undefined` when it is not produced or its data was erased. */
export async function readLetter(engine: Engine, key: string): Promise<Uint8Array | undefined> {
  return engine.database.transaction(async (tx) => {
    const row = await tx.first<LetterRow>('SELECT dossier_id, owed_by_seq, status, pdf, key_ref FROM letter WHERE key = $1', [key]);
    return row?.pdf == null || row.key_ref === null ? undefined : engine.vault.open(tx, row.key_ref, `letter:${key}`, row.pdf);
  });
}

/**
 * The receipt slip of a dossier, printed from its ledger: the present appointment with the first one beside it when it is
 * another, people and papers as they were corrected since. `undefined` when there is none (not received, or erased).
 */
export async function printReceipt(engine: Engine, code: string): Promise<Uint8Array | undefined> {
  const letter = await engine.database.transaction(async (tx): Promise<Letter | undefined> => {
    const row = await tx.first<{ id: string }>(`SELECT id FROM dossier WHERE code = $1`, [code]);
    const source = row === undefined ? undefined : await receiptSource(engine, tx, row.id);
    return source === undefined ? undefined : composeReceipt(source);
  });
  return letter === undefined ? undefined : renderLetter(letter);
}

/** A letter owed to a dossier. */
export interface LetterEntry {
  readonly key: string;
  readonly kind: string;
  readonly form: string;
  readonly promise: number | null;
  readonly owed_at: number;
  readonly status: string;
  readonly produced_at: number | null;
  readonly pdf_sha256: string | null;
}

/** The letters of a dossier, oldest first. */
export async function listLetters(engine: Engine, code: string): Promise<readonly LetterEntry[]> {
  return engine.database.read.rows<LetterEntry>(
    `SELECT l.key, l.kind, l.form, l.promise, l.owed_at, l.status, l.produced_at, l.pdf_sha256
     FROM letter l JOIN dossier d ON d.id = l.dossier_id WHERE d.code = $1 ORDER BY l.owed_at, l.key`,
    [code],
  );
}

/**
 * The slip's source: the event that gave the present appointment, with people and papers as they were corrected. A slip printed
 * again is dated by that event, and explains that date.
 */
async function receiptSource(engine: Engine, tx: Transaction, dossierId: string): Promise<LetterSource | undefined> {
  const events = (await readLedger(tx, dossierId)).map(eventOfRow);
  const given = events.find(({ type }) => type === 'DossierReceived' || type === 'DossierAccepted');
  const source = given === undefined ? undefined : await sourceAt(engine, tx, dossierId, events, datedLast(events, given.seq));
  if (given === undefined || source === undefined) {
    return undefined;
  }
  const now = foldDossier(events);
  const applicant = (await readPersonal(tx, engine.vault, dossierId, now.personal.version)) as ApplicantRecord | undefined;
  const corrected = events.findLast((event) => event.type === 'ComponentsCorrected')?.payload.components;
  const components = corrected ?? foldDossier(events.filter(({ seq }) => seq <= given.seq)).components;
  return applicant === undefined ? undefined : { ...source, applicant, state: { ...source.state, components } };
}

/** Place of the event that gave the present appointment, at the earliest the one that gave the first. */
function datedLast(events: readonly DossierEvent[], first: number): number {
  const promiseAt = (seq: number): string => {
    const promise = currentPromise(foldDossier(events.filter((event) => event.seq <= seq)));
    return `${String(promise?.number)} ${String(promise?.at)}`;
  };
  const present = promiseAt(events.at(-1)?.seq ?? first);
  return events.findLast(({ seq }) => seq > first && promiseAt(seq - 1) !== present)?.seq ?? first;
}

/** Everything a letter is composed from, as of the event that owes it; `undefined` once the personal data is erased. */
async function letterSource(engine: Engine, tx: Transaction, dossierId: string, seq: number): Promise<LetterSource | undefined> {
  return sourceAt(engine, tx, dossierId, (await readLedger(tx, dossierId)).map(eventOfRow), seq);
}

async function sourceAt(engine: Engine, tx: Transaction, dossierId: string, events: readonly DossierEvent[], seq: number): Promise<LetterSource | undefined> {
  const until = events.filter((event) => event.seq <= seq);
  const event = until.at(-1);
  if (event === undefined) {
    throw new Error(`Dossier ${dossierId} has no event ${String(seq)}`);
  }
  const state = foldDossier(until);
  const applicant = (await readPersonal(tx, engine.vault, dossierId, state.personal.version)) as ApplicantRecord | undefined;
  if (applicant === undefined) {
    return undefined;
  }
  const known = await rulesOfEvents(engine, tx, until, state);
  const rules = known(event.calendarSnapshot);
  const statutory = statutoryTermOf(until, rules);
  return {
    state,
    event,
    rules,
    applicant,
    text: await textOf(engine, tx, dossierId, event),
    ...(event.type === 'DeadlineMoved' ? { moved: { from: foldDossier(until.slice(0, -1)), calendars: await engine.rules.calendars(tx, event.payload.fromSnapshot) } } : {}),
    explanation: explanationSummary(stepsToAppointment(explainDates(until, known))),
    ...(statutory === undefined ? {} : { statutory }),
  };
}

async function textOf(engine: Engine, tx: Transaction, dossierId: string, event: DossierEvent): Promise<Readonly<Record<string, unknown>>> {
  const ref = 'text' in event.payload ? event.payload.text : undefined;
  return ref === undefined ? {} : ((await readPersonal(tx, engine.vault, dossierId, ref.version)) ?? {});
}
