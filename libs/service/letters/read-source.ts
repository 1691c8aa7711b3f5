import { type DossierEvent, type EngineSettings, explainDates, foldDossier, type Instant, type SettingsChoice, settingsOf, statutoryTermOf, stepsToAppointment } from '#domain';
import type { Transaction } from '#persistence';
import { explanationSummary } from '#vi';
import type { Engine } from '../engine.js';
import { rulesOfEvents } from '../event-rules.js';
import { type ApplicantRecord, readPersonal } from '../personal/index.js';
import { findRegisterLine } from '../registers/list-registers.js';
import { printedLookUp } from '../public/slip-code.js';
import type { LetterSource } from './letter-source.js';
import { readSignatory } from './read-signatory.js';

/** The people of a dossier as its events leave them; `undefined` once they are erased. */
export async function readApplicant({ vault }: Engine, tx: Transaction, dossierId: string, events: readonly DossierEvent[]): Promise<ApplicantRecord | undefined> {
  return (await readPersonal(tx, vault, dossierId, foldDossier(events).personal.version)) as ApplicantRecord | undefined;
}

/** The same, of a dossier's events. Throws when they have none at `seq`. */
export async function sourceAt(engine: Engine, tx: Transaction, dossierId: string, events: readonly DossierEvent[], seq: number): Promise<LetterSource | undefined> {
  const until = events.filter((event) => event.seq <= seq);
  const event = until.at(-1);
  if (event === undefined) {
    throw new Error(`Dossier ${dossierId} has no event ${String(seq)}`);
  }
  const state = foldDossier(until);
  const applicant = await readApplicant(engine, tx, dossierId, until);
  if (applicant === undefined) {
    return undefined;
  }
  const known = await rulesOfEvents(engine, tx, until, state);
  const rules = known(event.calendarSnapshot);
  const statutory = statutoryTermOf(until, rules);
  const register = await findRegisterLine(tx, dossierId);
  const signatory = await readSignatory(tx, event);
  const earlier = until.slice(0, -1);
  return {
    state,
    event,
    ...(earlier.length === 0 ? {} : { statusBefore: foldDossier(earlier).status }),
    rules,
    templates: await engine.rules.templates(tx),
    applicant,
    lookUp: printedLookUp(engine, { id: dossierId, code: state.code }),
    text: await textOf(engine, tx, dossierId, event),
    ...(event.type === 'ApologySigned' ? { delayReasons: (await settingsThen(tx, event.occurredAt)).delayReasons } : {}),
    explanation: explanationSummary(stepsToAppointment(explainDates(until, known))),
    ...(statutory === undefined ? {} : { statutory }),
    ...(register === undefined ? {} : { register }),
    ...(signatory === undefined ? {} : { signatory }),
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
