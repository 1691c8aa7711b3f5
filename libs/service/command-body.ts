import type { CommandBodies, CommandType, DossierCommand, DossierState, Instant, TextRef } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from './engine.js';
import {
  type ApplicantRecord,
  correctRecord,
  indexApplicantAgain,
  nextPersonalVersion,
  type PersonalData,
  type PersonalKind,
  readPersonal,
  writePersonal,
} from './personal/index.js';

/** Free text of a command by field: reasons, names of receivers, corrected personal data. Never in the ledger. */
export type CommandText = Readonly<Record<string, unknown>>;

/** What the inbox keeps of a command, encrypted. */
export interface StoredBody {
  readonly body: CommandBodies[CommandType];
  readonly text?: CommandText;
}

/** Additional data that binds a stored body to its command. */
export function bodyContext(commandId: string): string {
  return `command:${commandId}`;
}

/**
 * Opens a command for its decision: decrypts the body and stores its free text as a personal record, so that the decision
 * and the ledger see a reference only. Runs behind a savepoint: a refused command leaves no text.
 */
export async function openBody(
  engine: Engine,
  tx: Transaction,
  dossierId: string,
  command: { readonly id: string; readonly type: CommandType; readonly body: Buffer; readonly key_ref: string },
  state: DossierState,
  at: Instant,
): Promise<DossierCommand> {
  const plain = await engine.vault.open(tx, command.key_ref, bodyContext(command.id), command.body);
  const stored = JSON.parse(plain.toString('utf8')) as StoredBody;
  const { type } = command;
  if (stored.text === undefined) {
    return { type, body: stored.body } as DossierCommand;
  }
  if (type === 'CorrectPersonalData') {
    return openCorrection(engine, tx, dossierId, stored.body as CommandBodies['CorrectPersonalData'], stored.text, state, at);
  }
  return { type, body: stored.body, text: await storeText(engine, tx, dossierId, 'text', stored.text, state, at) } as DossierCommand;
}

async function storeText(engine: Engine, tx: Transaction, dossierId: string, kind: PersonalKind, data: PersonalData, state: DossierState, at: Instant): Promise<TextRef> {
  return writePersonal(tx, engine.vault, { dossierId, version: await nextPersonalVersion(tx, dossierId), kind, agency: state.competentAgency, data, at });
}

/** A correction is stored as the whole record it leads to, and its command tells what truly changed. */
async function openCorrection(
  engine: Engine,
  tx: Transaction,
  dossierId: string,
  body: CommandBodies['CorrectPersonalData'],
  text: CommandText,
  state: DossierState,
  at: Instant,
): Promise<DossierCommand> {
  const before = await readPersonal(tx, engine.vault, dossierId, state.personal.version);
  const { data, fields } = before === undefined ? { data: text, fields: [] } : correctRecord(before, body.fields, text);
  const ref = await storeText(engine, tx, dossierId, 'applicant', data, state, at);
  if (before !== undefined) {
    await indexApplicantAgain(tx, engine.vault, {
      dossierId,
      receivedAt: state.receivedAt,
      scopes: [state.province, state.receivingAgency, state.competentAgency, ...state.stages.filter(({ startedAt }) => startedAt !== undefined).map(({ agency }) => agency)],
      record: data as unknown as ApplicantRecord,
    });
  }
  return { type: 'CorrectPersonalData', body: { fields }, text: ref };
}
