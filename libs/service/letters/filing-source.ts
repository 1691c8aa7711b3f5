import type { DossierStatus } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { type Filing, type FiledDossier, filingOf } from '../filings/read-filing.js';
import type { FiledSource, FilingSource } from './letter-source.js';
import { receiptSource } from './receipt-source.js';

/** What the receipt of the filing that opened a dossier is composed from; `undefined` when it was taken in by itself, or while one of the dossiers waits for its answer. */
export async function readFilingSource(engine: Engine, tx: Transaction, dossierId: string): Promise<FilingSource | undefined> {
  const filing = await filingOf(tx, dossierId);
  return filing === undefined ? undefined : filingSource(engine, tx, filing);
}

/** The same of a filing at hand. */
export async function filingSource(engine: Engine, tx: Transaction, filing: Filing): Promise<FilingSource | undefined> {
  const members: FiledSource[] = [];
  for (const dossier of filing.dossiers) {
    const receipt = await receiptSource(engine, tx, dossier.id);
    const member: FiledSource = receipt === undefined ? await readOther(engine, tx, dossier) : { kind: 'received', ...receipt };
    if (member.kind === 'not-received' && AWAITED.includes(member.status)) {
      return undefined;
    }
    members.push(member);
  }
  return members.some(({ kind }) => kind === 'received') ? { filing, members } : undefined;
}

/** Where a filing stands while its answer is awaited. */
const AWAITED: readonly DossierStatus[] = ['registered', 'awaiting-completion'];

interface OtherRow {
  readonly status: DossierStatus;
  readonly competent_agency: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
}

async function readOther(engine: Engine, tx: Transaction, { id, code }: FiledDossier): Promise<FiledSource> {
  const row = await tx.first<OtherRow>('SELECT status, competent_agency, procedure_code, procedure_version FROM dossier WHERE id = $1', [id]);
  if (row === undefined) {
    throw new Error(`Dossier ${code} vanished while its filing was read`);
  }
  const { procedure } = await engine.rules.procedure(tx, row.procedure_code, row.procedure_version);
  return { kind: 'not-received', dossierCode: code, procedureName: procedure.name, agency: row.competent_agency, status: row.status };
}
