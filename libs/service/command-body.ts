import type { CommandBodies, CommandType, DossierCommand, DossierState, Instant, TextRef } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from './engine.js';
import { type ApplicantRecord, indexApplicantAgain, nextPersonalVersion, readPersonal, writePersonal } from './personal/index.js';

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
  const text = stored.text === undefined ? undefined : await storeText(engine, tx, dossierId, command.type, stored.text, state, at);
  return { type: command.type, body: stored.body, ...(text === undefined ? {} : { text }) } as DossierCommand;
}

async function storeText(engine: Engine, tx: Transaction, dossierId: string, type: CommandType, text: CommandText, state: DossierState, at: Instant): Promise<TextRef> {
  const corrected = type === 'CorrectPersonalData';
  const ref = await writePersonal(tx, engine.vault, {
    dossierId,
    version: await nextPersonalVersion(tx, dossierId),
    kind: corrected ? 'applicant' : 'text',
    agency: state.competentAgency,
    data: corrected ? { ...(await outageReasonOf(engine, tx, dossierId, state)), ...text } : text,
    at,
  });
  if (corrected) {
    await indexApplicantAgain(tx, engine.vault, {
      dossierId,
      receivedAt: state.receivedAt,
      scopes: [state.province, state.receivingAgency, state.competentAgency, ...state.stages.filter(({ startedAt }) => startedAt !== undefined).map(({ agency }) => agency)],
      record: text as unknown as ApplicantRecord,
    });
  }
  return ref;
}

/** Why a paper intake was entered afterwards: no part of a correction, so it is carried over from the record before. */
async function outageReasonOf(engine: Engine, tx: Transaction, dossierId: string, state: DossierState): Promise<Pick<ApplicantRecord, 'outageReason'>> {
  if (state.timeEvidence?.kind !== 'outage') {
    return {};
  }
  const before = (await readPersonal(tx, engine.vault, dossierId, state.personal.version)) as ApplicantRecord | undefined;
  return before?.outageReason === undefined ? {} : { outageReason: before.outageReason };
}
