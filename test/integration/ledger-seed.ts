import { randomUUID } from 'node:crypto';
import { type Actor, chainEvents, type ChainHead, type DossierState, foldDossier, genesisHead, type Instant, type NewEvent, parseInstant, type TextRef } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '#service';
import { insertEvents } from '../../libs/service/ledger-writer.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { type ApplicantRecord, indexApplicant, writePersonal } from '../../libs/service/personal/index.js';
import { insertDossier, updateDossier } from '../../libs/service/projection.js';

/** The desk that receives and the agency that decides the dossiers made here, and their province. */
export const DESK = 'H99.11';
export const OFFICE = 'H99.05';
export const PROVINCE = 'H99';
const SNAPSHOT = 'calendar-of-the-test';
const CLERK: Actor = { subject: 'clerk-1', role: 'clerk', agency: DESK };

/** A dossier written without the intake service: rows as they would stand, and what is needed to append more. */
export interface SeededDossier {
  readonly id: string;
  readonly code: string;
  readonly events: readonly NewEvent[];
  readonly head: ChainHead;
}

/** Puts the rules into a database that every event refers to. */
export async function seedRules(tx: Transaction): Promise<void> {
  await tx.run(`INSERT INTO procedure_version (code, version, hash, data, effective_from, published_at) VALUES ('1.001193', 1, 'hash', '{}', '2020-01-01', 0)`);
  await tx.run(`INSERT INTO calendar_version (id, published_at, published_by) VALUES ($1, 0, 'test')`, [SNAPSHOT]);
}

let numbers = 0;

/** Takes in a dossier of this applicant: event 1, row, personal record 1, search tokens. */
export async function seedDossier(engine: Pick<Engine, 'vault'>, tx: Transaction, received: string, record: ApplicantRecord, id: string = randomUUID()): Promise<SeededDossier> {
  numbers += 1;
  const at = parseInstant(received);
  const code = `000.11.99.H99-${received.slice(2, 10).replaceAll('-', '')}-${String(numbers).padStart(4, '0')}`;
  const personal = await writePersonal(tx, engine.vault, { dossierId: id, version: 1, kind: 'applicant', agency: OFFICE, data: { ...record }, at });
  const dossier = await append(tx, { id, code, events: [], head: genesisHead(id, sha256) }, [receivedEvent(code, personal, at)], at);
  await indexApplicant(tx, engine.vault, { dossierId: id, receivedAt: at, scopes: [PROVINCE, DESK, OFFICE], record });
  return dossier;
}

/** Appends events to a dossier with its row brought up to date. */
export async function append(tx: Transaction, dossier: SeededDossier, events: readonly NewEvent[], at: Instant): Promise<SeededDossier> {
  const appendix = { dossierId: dossier.id, cause: `test:${String(dossier.head.seq)}`, actor: CLERK, events, recordedAt: at, calendarSnapshot: SNAPSHOT };
  const { rows, head } = chainEvents(dossier.head, appendix, sha256);
  const all = [...dossier.events, ...events];
  const state: DossierState = foldDossier(all);
  const sequencer = { lastSeq: head.seq, lastHash: head.hash, settledAt: at, snapshot: SNAPSHOT };
  await (dossier.events.length === 0 ? insertDossier(tx, dossier.id, state, sequencer) : updateDossier(tx, dossier.id, state, sequencer));
  await insertEvents(tx, rows);
  return { ...dossier, events: all, head };
}

function receivedEvent(code: string, personal: TextRef, at: Instant): NewEvent {
  return {
    type: 'DossierReceived',
    occurredAt: at,
    payload: {
      code,
      procedure: { code: '1.001193', version: 1, caseCode: 'default', hash: 'hash' },
      field: 'civil-status',
      channel: 'counter',
      receivingAgency: DESK,
      competentAgency: OFFICE,
      province: PROVINCE,
      receivedAt: at,
      components: [],
      sets: 1,
      resultDelivery: 'desk',
      byProxy: false,
      applicantType: 'person',
      immediate: false,
      personal,
      clocks: {},
      term: { part: 0, ruleVersion: 'time-1', startAt: at, countedFrom: at, basis: 'computed', dueAt: at + 432_000_000, unconfirmedYears: [], stages: [{ id: 'appraisal', group: 0, agency: OFFICE }], milestones: {} },
    },
  };
}
