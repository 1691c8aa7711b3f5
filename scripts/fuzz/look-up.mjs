import { randomUUID } from 'node:crypto';

const PHONE = '0912345678';
const INTAKE = { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', notifyBy: 'sms', applicant: { name: 'Người nộp hồ sơ', phone: PHONE } };
/** More than is asked here: what these limit answers 429, and nothing behind it would be met. */
const OFTEN = 1_000_000;
const LIMITS = ['addressPerMinute', 'wrongPerAddressDay', 'wrongPerCodeQuarter', 'wrongPerCodeDay', 'codesPerHour', 'codesPerDay', 'feedbackPerDay', 'ratingsPerDay'];

/**
 * Opens a session of the look-up, as somebody does who knows the code of a dossier and the last four digits of its telephone: of a dossier taken in for
 * it. The public page is told before to let one address ask as often as it likes.
 * @param {string} apiUrl
 * @param {(role: string) => Promise<string>} tokenOf
 * @returns {Promise<string>} the token of the session
 */
export async function openLookUp(apiUrl, tokenOf) {
  const admin = await tokenOf('admin');
  const { number, chosen } = await asked(`${apiUrl}/api/v1/settings`, { token: admin });
  const publicPages = { ...chosen.publicPages, ...Object.fromEntries(LIMITS.map((limit) => [limit, OFTEN])) };
  await asked(`${apiUrl}/api/v1/settings/versions`, { token: admin, body: { basedOn: number, settings: { ...chosen, publicPages } } });
  const { code } = await asked(`${apiUrl}/api/v1/dossiers`, { token: await tokenOf('clerk'), body: INTAKE });
  const { session } = await asked(`${apiUrl}/api/v1/public/lookups`, { body: { code, phoneLast4: PHONE.slice(-4) } });
  return session.token;
}

async function asked(address, { token, body }) {
  const answer = await fetch(address, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  });
  if (!answer.ok) throw new Error(`No session of the look-up could be had: ${address} answered ${answer.status} ${await answer.text()}`);
  return answer.json();
}
