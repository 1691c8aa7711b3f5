import { until } from '../support/e2e-facts.js';
import { askedAs } from './asking.js';

/** Where the dossiers of these tests are taken in and worked on. */
export const COMMUNE = 'H99.31';

const HOUSE = {
  procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter',
  applicant: { name: 'Nguyễn Thị Thử', idNumber: '079000000321', phone: '0900000321', address: 'Tổ 1, phường Trung Tâm' },
  requestContent: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
};
const MS_PER_DAY = 86_400_000;

interface Dossier {
  readonly code: string;
  readonly stages: readonly { readonly id: string; readonly status: string; readonly officer: string | null }[];
}

/** What the API answers somebody of the commune; sends where there is a body. Fails unless it is taken. */
export async function asked<T = Readonly<Record<string, unknown>>>(role: string, path: string, body?: object): Promise<T> {
  return askedAs<T>(role, COMMUNE, path, body);
}

async function read(code: string): Promise<Dossier> {
  return asked('head', `/api/v1/dossiers/${code}`);
}

/** Who has the open stage of a dossier; null while nobody does. */
export async function officerOf(code: string): Promise<string | null | undefined> {
  return (await read(code)).stages.find(({ status }) => status === 'open')?.officer;
}

/** A dossier at the desk. */
export async function atDesk(): Promise<string> {
  return (await asked<Dossier>('clerk', '/api/v1/dossiers', HOUSE)).code;
}

/** A dossier at the commune's appraisal, which nobody has yet. */
export async function atWork(): Promise<string> {
  const code = await atDesk();
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'Forward', body: { stage: 'desk' } });
  await until(`${code} has left the desk`, async () => (await read(code)).stages.some(({ id, status }) => id !== 'desk' && status === 'open'));
  return code;
}

/** A dossier whose result lies at the desk. */
export async function atShelf(): Promise<string> {
  const code = await atDesk();
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'RecordResult' });
  await until(`the result of ${code} lies at the desk`, async () => (await asked('clerk', `/api/v1/dossiers/${code}`))['status'] === 'finished');
  return code;
}

/** The result is handed over to the applicant themself. */
export async function handOver(code: string): Promise<void> {
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, text: { receiver: HOUSE.applicant.name } });
}

/** A dossier received a month ago on paper, while the line was cut: its date has passed, and an apology is owed. */
export async function late(): Promise<string> {
  const received = new Date(Date.now() - 30 * MS_PER_DAY).toISOString().slice(0, 10);
  const { code } = await asked<Dossier>('clerk', '/api/v1/dossiers', { ...HOUSE, outage: { receivedAt: `${received}T09:00:00+07:00`, reason: 'Mất kết nối', secondPerson: `head@${COMMUNE}` } });
  return code;
}

/** The dossiers that wait for the commune's signatory. */
export async function toSign(): Promise<readonly string[]> {
  return (await asked<{ readonly items: readonly { readonly dossierCode: string }[] }>('signatory', '/api/v1/sign-list?limit=200')).items.map(({ dossierCode }) => dossierCode);
}

/** Somebody rang the desk: the applicant wants the dossier back. */
export async function withdraw(code: string): Promise<void> {
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Người nộp rút hồ sơ' } });
}

/** A dossier that is over: its applicant has it back. */
export async function over(): Promise<string> {
  const code = await atDesk();
  await withdraw(code);
  await until(`${code} is over`, async () => (await asked('head', `/api/v1/dossiers/${code}`))['status'] === 'withdrawn');
  return code;
}
