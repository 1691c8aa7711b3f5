import { randomUUID } from 'node:crypto';
import { type Actor, canonicalJson, type ChainHead, type DossierState, genesisHead, type Instant, type NewEvent, parseInstant, type TextRef } from '#domain';
import { mergeDeltas } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '#service';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { insertDwells } from '../../libs/service/figures/dwell-deltas.js';
import { draftEvents, insertEvents } from '../../libs/service/ledger-writer.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { type ApplicantRecord, indexApplicant, writePersonal } from '../../libs/service/personal/index.js';
import { insertDossier, updateDossier } from '../../libs/service/projection.js';

/** The desk that receives and the agency that decides the dossiers made here, and their province. */
export const DESK = 'H99.11';
export const OFFICE = 'H99.05';
export const PROVINCE = 'H99';
/** A calendar version that names no agency, and a procedure of which only a day is known, under their true hashes. */
const SNAPSHOT = sha256(canonicalJson([]));
const PROCEDURE = '{"effectiveFrom":"2020-01-01"}';
const PROCEDURE_HASH = sha256(PROCEDURE);
export const CLERK: Actor = { subject: 'clerk-1', role: 'clerk', agency: DESK };

/** A dossier written without the intake service: rows as they would stand, and what is needed to append more. */
export interface SeededDossier {
  readonly id: string;
  readonly code: string;
  readonly state: DossierState | undefined;
  readonly head: ChainHead;
}

/** Puts the rules into a database that every event refers to. */
export async function seedRules(tx: Transaction): Promise<void> {
  await tx.run(`INSERT INTO procedure_version (code, version, hash, data, effective_from, published_at) VALUES ('1.001193', 1, $1, $2, '2020-01-01', 0)`, [PROCEDURE_HASH, PROCEDURE]);
  await tx.run(`INSERT INTO calendar_version (id, published_at, published_by) VALUES ($1, 0, 'test')`, [SNAPSHOT]);
}

let numbers = 0;

/** Takes in a dossier of this applicant: event 1, row, personal record 1, search tokens. */
export async function seedDossier(engine: Pick<Engine, 'vault'>, tx: Transaction, received: string, record: ApplicantRecord, id: string = randomUUID()): Promise<SeededDossier> {
  numbers += 1;
  const at = parseInstant(received);
  const code = `000.11.99.H99-${received.slice(2, 10).replaceAll('-', '')}-${String(numbers).padStart(4, '0')}`;
  const personal = await writePersonal(tx, engine.vault, { dossierId: id, version: 1, kind: 'applicant', agency: OFFICE, data: { ...record }, at });
  const dossier = await append(tx, { id, code, state: undefined, head: genesisHead(id, sha256) }, [receivedEvent(code, personal, at)], at);
  await indexApplicant(tx, engine.vault, { dossierId: id, receivedAt: at, scopes: [PROVINCE, DESK, OFFICE], record });
  return dossier;
}

/** Appends events to a dossier, with its row and the figures brought up to date. */
export async function append(tx: Transaction, dossier: SeededDossier, events: readonly NewEvent[], at: Instant, cause = `test:${String(dossier.head.seq)}`): Promise<SeededDossier> {
  const empty = { head: dossier.head, state: dossier.state, rows: [], deltas: [], dwells: [] };
  const { rows, head, state, deltas, dwells } = draftEvents(empty, dossier.id, { cause, actor: CLERK, events }, at, SNAPSHOT, { sha256 });
  if (state === undefined) {
    throw new Error('A dossier begins with an event');
  }
  const sequencer = { lastSeq: head.seq, lastHash: head.hash, settledAt: at, snapshot: SNAPSHOT };
  await (dossier.state === undefined ? insertDossier(tx, dossier.id, state, sequencer) : updateDossier(tx, dossier.id, state, sequencer));
  await insertEvents(tx, rows);
  await insertDeltas(tx, mergeDeltas(deltas));
  await insertDwells(tx, dwells);
  return { ...dossier, state, head };
}

function receivedEvent(code: string, personal: TextRef, at: Instant): NewEvent {
  return {
    type: 'DossierReceived',
    occurredAt: at,
    payload: {
      code,
      procedure: { code: '1.001193', version: 1, caseCode: 'default', hash: PROCEDURE_HASH },
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
