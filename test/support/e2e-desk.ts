import type { Actor } from '#domain';
import type { Answer, Call } from '../integration/api-harness.js';
import type { E2eStack } from './e2e-stack.js';

const COMMUNE = 'H99.31';
export const CLERK: Actor = { subject: `clerk@${COMMUNE}`, role: 'clerk', agency: COMMUNE };
export const OFFICER: Actor = { subject: `officer@${COMMUNE}`, role: 'officer', agency: COMMUNE };
export const HEAD: Actor = { subject: `head@${COMMUNE}`, role: 'head', agency: COMMUNE };
/** Somebody the catalogue gives the authority to sign for the commune. */
export const SIGNATORY: Actor = { subject: `signatory@${COMMUNE}`, role: 'signatory', agency: COMMUNE };

/** A dossier of seven stages at a commune. */
export const INTAKE = {
  procedureCode: '1.005144',
  agencyCode: COMMUNE,
  channel: 'counter',
  applicant: { name: 'Người nộp hồ sơ kiểm thử', idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1, phường Trung Tâm' },
} as const;

/** A command body with who sends it. */
export interface Said {
  readonly by: Actor;
  readonly body: { readonly type: string; readonly body?: unknown; readonly text?: unknown };
}

export const FORWARD: Said = { by: OFFICER, body: { type: 'Forward' } };
export const ASSIGN: Said = { by: HEAD, body: { type: 'Assign', body: { officer: OFFICER.subject } } };
export const CONTACT: Said = { by: CLERK, body: { type: 'RecordContact', body: { party: 'applicant' } } };
export const PAYMENT: Said = { by: CLERK, body: { type: 'RecordPayment', body: { amount: 50_000, method: 'cash', receiptNumber: 'BL-01' } } };
export const REQUEST: Said = {
  by: OFFICER,
  body: { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản chính' } },
};
export const SUPPLEMENT: Said = { by: CLERK, body: { type: 'ReceiveSupplement' } };
export const RESULT: Said = { by: CLERK, body: { type: 'RecordResult', body: { resultNumber: 'QĐ-01' } } };
export const HAND_OVER: Said = {
  by: CLERK,
  body: { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, text: { receiver: 'Người nộp' } },
};

/** A dossier as its intake answered. */
export interface TakenIn {
  readonly id: string;
  readonly code: string;
  readonly path: string;
  readonly answer: Answer;
}

let keys = 0;

/** A key nobody has used in this file. */
export function newKey(): string {
  keys += 1;
  return `e2e-key-${String(keys)}`;
}

/** Takes a dossier in over HTTP; throws unless it was created. */
export async function takeIn(stack: E2eStack, intake: object = INTAKE): Promise<TakenIn> {
  const answer = await stack.calls.post('/api/v1/dossiers', { as: CLERK, key: newKey(), body: intake });
  if (answer.status !== 201) throw new Error(`The intake answered ${String(answer.status)}: ${answer.text}`);
  const [id, code] = [String(answer.body['id']), String(answer.body['code'])];
  return { id, code, path: `/api/v1/dossiers/${code}`, answer };
}

/** Sends a command over HTTP under a new key unless one is given. */
export function send(stack: E2eStack, dossier: Pick<TakenIn, 'path'>, { by, body }: Said, key: string = newKey()): Promise<Answer> {
  return stack.calls.post(`${dossier.path}/commands`, { as: by, key, body });
}

/** Sends a command again and again under one key until it is answered with its acceptance or outcome, as a careful client does. */
export async function sendUntilAnswered(stack: E2eStack, dossier: Pick<TakenIn, 'path'>, { by, body }: Said, key: string = newKey()): Promise<Answer> {
  return postUntilAnswered(stack, `${dossier.path}/commands`, { as: by, key, body });
}

/** Posts again and again until the server answers for itself. */
export async function postUntilAnswered(stack: E2eStack, path: string, call: Call): Promise<Answer> {
  const deadline = performance.now() + 90_000;
  for (;;) {
    const answer = await stack.calls.post(path, call).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return answer;
    if (performance.now() > deadline) throw new Error(`Nobody answered ${path} for 90 s: ${answer?.text ?? 'no connection'}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
