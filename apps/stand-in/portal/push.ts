import { z } from 'zod';
import type { PortalRegister } from './register.js';

/** Where the system lies that filings are handed on to, and how its service account signs in. */
export interface Inward {
  readonly apiUrl: string;
  /** An access token of the portal's service account. */
  readonly token: () => Promise<string>;
}

const OFFSET_MS = 7 * 3_600_000;

/** What can be filed on the portal for a test: a new dossier unless told otherwise. */
export const pushSchema = z
  .strictObject({
    kind: z.enum(['dossier', 'supplement', 'payment', 'withdrawal']).default('dossier'),
    /** The dossier concerned; a new one gets a code of the portal when absent. */
    code: z.string().exactOptional(),
    /** Body handed on in place of the sample's. */
    body: z.record(z.string(), z.unknown()).exactOptional(),
  })
  .prefault({});
type Push = z.output<typeof pushSchema>;

/** Hands a filing on to the system, as the portal does; the same again is the same filing. Returns its answer. */
export async function pushInward({ kind, code, body }: Push, parts: { readonly register: PortalRegister; readonly inward: Inward; readonly now: () => number  }): Promise<{ readonly status: number; readonly body: object }> {
  const { register, inward, now } = parts;
  const dossier = code ?? newCode(register, now());
  if (kind === 'dossier' && register.dossier(dossier) === undefined) register.add({ kind: 'portal-filed', at: now(), code: dossier });
  const path = kind === 'dossier' ? '/api/v1/portal/dossiers' : `/api/v1/portal/dossiers/${encodeURIComponent(dossier)}/${kind}s`;
  const answer = await fetch(`${inward.apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await inward.token()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...sampleOf(kind, dossier, now()), ...body }),
  });
  return { status: answer.status, body: { code: dossier, answer: await answer.json() } };
}

function sampleOf(kind: Push['kind'], code: string, at: number): object {
  switch (kind) {
    case 'dossier':
      return {
        portalCode: code,
        procedureCode: '1.013225',
        caseCode: '1.013225.01',
        agencyCode: 'H99.31',
        submittedAt: isoOf(at),
        completeAt: isoOf(at),
        evidence: code,
        applicant: { name: 'Người nộp trực tuyến thử nghiệm', idNumber: '079000000009', phone: '0900000009', email: 'thu-nghiem@example.vn', address: 'Tổ 9, phường Trung Tâm' },
        requestContent: 'Đề nghị cấp giấy phép xây dựng nhà ở riêng lẻ',
      };
    case 'supplement':
      return { supplementId: `BS-${String(at)}` };
    case 'payment':
      return { for: 'fee', amount: 75_000, method: 'transfer', receiptNumber: `TT-${String(at)}` };
    case 'withdrawal':
      return { requestId: `RH-${String(at)}`, reason: 'Người nộp không còn nhu cầu' };
  }
}

/** A code as the portal gives them: its own unit, the day, a number of the day. */
function newCode(register: PortalRegister, at: number): string {
  const day = isoOf(at).slice(2, 10).replaceAll('-', '');
  for (let number = 1; ; number += 1) {
    const code = `G22.99-${day}-${String(number).padStart(6, '0')}`;
    if (register.dossier(code) === undefined) return code;
  }
}

/** A moment in local time, whole seconds. */
function isoOf(at: number): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}
