import { type DossierEvent, eventOfRow, explainDates, foldDossier, statutoryTermOf, stepsToAppointment } from '#domain';
import type { Transaction } from '#persistence';
import { explanationSummary } from '#vi';
import type { Engine } from '../engine.js';
import { rulesOfEvents } from '../event-rules.js';
import { readLedger } from '../ledger-writer.js';
import { type ApplicantRecord, readPersonal } from '../personal/index.js';
import type { LetterSource } from './letter-source.js';

/** Everything a letter is composed from, as of the event that owes it; `undefined` once the personal data is erased. */
export async function letterSource(engine: Engine, tx: Transaction, dossierId: string, seq: number): Promise<LetterSource | undefined> {
  return sourceAt(engine, tx, dossierId, (await readLedger(tx, dossierId)).map(eventOfRow), seq);
}

/** The same, of a dossier's events. Throws when they have none at `seq`. */
export async function sourceAt(engine: Engine, tx: Transaction, dossierId: string, events: readonly DossierEvent[], seq: number): Promise<LetterSource | undefined> {
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
  const earlier = until.slice(0, -1);
  return {
    state,
    event,
    ...(earlier.length === 0 ? {} : { statusBefore: foldDossier(earlier).status }),
    rules,
    applicant,
    text: await textOf(engine, tx, dossierId, event),
    ...(event.type === 'DeadlineMoved' ? { moved: { from: foldDossier(earlier), calendars: await engine.rules.calendars(tx, event.payload.fromSnapshot) } } : {}),
    explanation: explanationSummary(stepsToAppointment(explainDates(until, known))),
    ...(statutory === undefined ? {} : { statutory }),
  };
}

async function textOf(engine: Engine, tx: Transaction, dossierId: string, event: DossierEvent): Promise<Readonly<Record<string, unknown>>> {
  const ref = 'text' in event.payload ? event.payload.text : undefined;
  return ref === undefined ? {} : ((await readPersonal(tx, engine.vault, dossierId, ref.version)) ?? {});
}
