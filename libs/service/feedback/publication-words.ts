import { type CaseFacts, type CaseState, findPersonalData, type FeedbackState, type KnownWords, type PersonalFinding } from '#domain';
import type { Transaction } from '#persistence';
import { type CaseRecord, readCaseRecords } from '../cases/case-records.js';
import type { Engine } from '../engine.js';
import { type ApplicantRecord, readPersonal } from '../personal/index.js';

/** Words of an answer as everybody may read them: what was asked in short, and what was answered. */
export interface PublicWords {
  readonly summary?: string;
  readonly answer: string;
}

/** Words up for publication with what looks like personal data in them. */
export interface ExaminedWords {
  /** The record they stand in, by its version; approval names it. */
  readonly version: number;
  readonly words: PublicWords;
  readonly findings: readonly PersonalFinding[];
}

type Reading = Pick<Transaction, 'first' | 'rows'>;

/** Examines the words up for publication; `undefined` where there are none, or they were erased. */
export async function examineWords(engine: Engine, tx: Reading, caseId: string, state: CaseState): Promise<ExaminedWords | undefined> {
  const { own } = state;
  const version = own.kind === 'feedback' ? own.proposal?.version : undefined;
  const records = version === undefined ? undefined : await readCaseRecords(tx, engine.vault, caseId);
  const words = version === undefined ? undefined : publicWordsOf(records?.get(version));
  if (own.kind !== 'feedback' || version === undefined || records === undefined || words === undefined) {
    return undefined;
  }
  return { version, words, findings: findPersonalData({ ...words }, { own: await ownWords(engine, tx, state, own, records), allowed: await allowedWords(engine, tx) }) };
}

/** What decisions on feedback and urgings rest on beyond the case itself. */
export async function gatherFeedbackFacts(engine: Engine, tx: Transaction, state: CaseState): Promise<CaseFacts> {
  const row = await tx.first<{ id: string }>('SELECT id FROM deadline_case WHERE code = $1', [state.code]);
  const examined = row === undefined ? undefined : await examineWords(engine, tx, row.id, state);
  const holders = state.dossier === undefined ? undefined : await tx.first<{ holders: readonly string[]; competent_agency: string }>('SELECT holders, competent_agency FROM dossier WHERE id = $1', [state.dossier]);
  return {
    ...(examined === undefined ? {} : { personalFindings: examined.findings }),
    ...(holders === undefined ? {} : { dossierHolders: holders.holders.length === 0 ? [holders.competent_agency] : holders.holders }),
  };
}

/** The words of a record that may be published; `undefined` where it holds none. */
export function publicWordsOf(record: CaseRecord | undefined): PublicWords | undefined {
  const [answer, summary] = [record?.data['answer'], record?.data['summary']];
  return typeof answer === 'string' ? { ...(typeof summary === 'string' ? { summary } : {}), answer } : undefined;
}

/** Everything the sender said of themselves, and the people of the dossier it is about. */
async function ownWords(engine: Engine, tx: Reading, { dossier }: CaseState, { received }: FeedbackState, records: ReadonlyMap<number, CaseRecord>): Promise<KnownWords['own']> {
  const sender = received?.party === undefined ? {} : (records.get(received.party.version)?.data ?? {});
  const people = dossier === undefined ? [] : await peopleOf(engine, tx, dossier);
  return [sender, ...people].flatMap((person) => ['name', 'phone', 'idNumber', 'email', 'address'].map((key) => (person as Readonly<Record<string, unknown>>)[key])).filter((word) => typeof word === 'string');
}

async function peopleOf(engine: Engine, tx: Reading, dossierId: string): Promise<readonly object[]> {
  const last = await tx.first<{ version: number }>(`SELECT max(version) AS version FROM personal_record WHERE dossier_id = $1 AND kind = 'applicant'`, [dossierId]);
  const record = last === undefined ? undefined : ((await readPersonal(tx, engine.vault, dossierId, last.version)) as ApplicantRecord | undefined);
  return record === undefined ? [] : [record.applicant, ...(record.proxy === undefined ? [] : [record.proxy])];
}

/** Agencies and their telephones are public. */
async function allowedWords(engine: Engine, tx: Reading): Promise<KnownWords['allowed']> {
  return [...(await engine.rules.agencies(tx)).values()].flatMap(({ name, phone }) => [name, ...(phone === undefined ? [] : [phone])]);
}
