import { type DossierEvent, type EngineSettings, eventOfRow, explainDates, foldDossier, type Instant, type SettingsChoice, settingsOf, statutoryTermOf, stepsToAppointment } from '#domain';
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
  return {
    state,
    event,
    rules,
    applicant,
    text: await textOf(engine, tx, dossierId, event),
    ...(event.type === 'DeadlineMoved' ? { moved: { from: foldDossier(until.slice(0, -1)), calendars: await engine.rules.calendars(tx, event.payload.fromSnapshot) } } : {}),
    ...(event.type === 'ApologySigned' ? { delayReasons: (await settingsThen(tx, event.occurredAt)).delayReasons } : {}),
    explanation: explanationSummary(stepsToAppointment(explainDates(until, known))),
    ...(statutory === undefined ? {} : { statutory }),
  };
}

async function textOf(engine: Engine, tx: Transaction, dossierId: string, event: DossierEvent): Promise<Readonly<Record<string, unknown>>> {
  const ref = 'text' in event.payload ? event.payload.text : undefined;
  return ref === undefined ? {} : ((await readPersonal(tx, engine.vault, dossierId, ref.version)) ?? {});
}

/** The settings that were published last before an instant: what a letter says of them is what its signer saw. */
async function settingsThen(tx: Transaction, at: Instant): Promise<EngineSettings> {
  const chosen = await tx.first<{ settings: SettingsChoice }>('SELECT settings FROM settings_version WHERE published_at <= $1 ORDER BY number DESC LIMIT 1', [at]);
  return settingsOf(chosen?.settings ?? {});
}
