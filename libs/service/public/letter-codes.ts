import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { addressFor, type Instant, instant, type LetterChannel, MS_PER_MINUTE } from '#domain';
import { letterCodeMail } from '#vi';
import type { Engine } from '../engine.js';
import { type LetterPorts, servedBy } from '../delivery/letter-ports.js';
import { presentRecord } from '../delivery/letter-address.js';
import type { SendOutcome } from '../messages/mailer.js';
import { type Addressee, addresseeOf, type ApplicantRecord } from '../personal/index.js';
import { maskEmail, maskNumber } from '../personal/mask.js';
import { openSession, type PublicSession } from './session.js';
import { A_DAY, AN_HOUR, countIn, type Window } from './windows.js';

const CODE_DIGITS = 6;
const CODE_MS = 10 * MS_PER_MINUTE;
/** Wrong codes after which the right one opens nothing any more. */
const MOST_TRIES = 5;
const MESSAGE_ID_DOMAIN = 'codes.dunghan';

type Electronic = Exclude<LetterChannel, 'paper'>;
/** The dossier somebody proved to know. */
type Known = { readonly id: string; readonly code: string };

/**
 * What became of a wish for a code. `no-contact`: the dossier names no mailbox or number this installation can send to; `not-sent`:
 * whoever carries messages did not take it.
 */
export type CodeSent =
  | { readonly kind: 'sent'; readonly channel: Electronic; readonly maskedTo: string; readonly expiresAt: Instant }
  | { readonly kind: 'no-contact' }
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'too-many'; readonly waitMs: number };

/**
 * Sends a one-time code to the contact a dossier's letters go to: six digits, good for ten minutes. A later one takes the place of
 * those before. Only so many are sent for a dossier, whoever asks. The code itself is kept nowhere.
 */
export async function sendLetterCode(engine: Engine, ports: LetterPorts, { id, code: dossierCode }: Known, at: Instant): Promise<CodeSent> {
  const { publicPages } = await engine.rules.settings(engine.database.read);
  const waitMs = await countIn(engine, codeWindows(id, publicPages.codesPerHour, publicPages.codesPerDay), at);
  if (waitMs !== undefined) {
    return { kind: 'too-many', waitMs };
  }
  const record = await engine.database.transaction((tx) => presentRecord(engine, tx, id));
  const addressee = record === undefined ? undefined : addresseeOf(record);
  const way = addressee === undefined ? undefined : wayTo(addressee, record?.notifyBy, ports);
  if (addressee === undefined || way === undefined) {
    return { kind: 'no-contact' };
  }
  const codeId = randomUUID();
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const expiresAt = instant(at + CODE_MS);
  await engine.database.transaction(async (tx) => {
    await tx.run('UPDATE public_letter_code SET expires_at = $2 WHERE dossier_id = $1 AND expires_at > $2', [id, at]);
    await tx.run('INSERT INTO public_letter_code (id, dossier_id, code_hmac, expires_at, tries) VALUES ($1, $2, $3, $4, 0)', [codeId, id, hmacOf(engine, codeId, code), expiresAt]);
  });
  const outcome = await handOver(engine, ports, { codeId, code, dossierCode, dossierId: id, name: addressee.name, ...way });
  return outcome.kind === 'sent' ? { kind: 'sent', channel: way.channel, maskedTo: way.channel === 'email' ? maskEmail(way.to) : maskNumber(way.to), expiresAt } : { kind: 'not-sent' };
}

/** What a typed code came to; `wrong` also where it is over, used, or was tried too often. */
export type CodeChecked = { readonly kind: 'right'; readonly session: PublicSession } | { readonly kind: 'wrong' };

/** Opens the letters of a dossier to whoever has the code last sent for it; once. Each try counts before it is compared. */
export async function checkLetterCode(engine: Engine, { id }: Known, typed: string, at: Instant): Promise<CodeChecked> {
  const tried = await engine.database.read.first<{ id: string; code_hmac: string }>(
    `UPDATE public_letter_code SET tries = tries + 1 WHERE dossier_id = $1 AND expires_at > $2 AND used_at IS NULL AND tries < $3 RETURNING id, code_hmac`,
    [id, at, MOST_TRIES],
  );
  if (tried === undefined || !isSame(tried.code_hmac, hmacOf(engine, tried.id, typed))) {
    return { kind: 'wrong' };
  }
  const used = await engine.database.read.run('UPDATE public_letter_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL', [tried.id, at]);
  return used === 0 ? { kind: 'wrong' } : { kind: 'right', session: await openSession(engine, id, 'one-time-code', at) };
}

function codeWindows(dossierId: string, perHour: number, perDay: number): readonly Window[] {
  const of = `letter-code:${dossierId}`;
  return [{ of, spanMinutes: AN_HOUR, most: perHour }, { of, spanMinutes: A_DAY, most: perDay }];
}

/** As the applicant wishes to be written to, else by whatever way reaches them at once: a code on paper would come too late. */
function wayTo(addressee: Addressee, notifyBy: ApplicantRecord['notifyBy'], ports: LetterPorts): { readonly channel: Electronic; readonly to: string } | undefined {
  const served = servedBy(ports);
  const wished: readonly Electronic[] = [...(notifyBy === undefined || notifyBy === 'paper' ? [] : [notifyBy]), 'email', 'sms', 'zalo'];
  for (const channel of wished) {
    const to = addressFor(channel, addressee);
    if (to !== undefined && served.has(channel)) {
      return { channel, to };
    }
  }
  return undefined;
}

interface CodeMessage {
  readonly codeId: string;
  readonly code: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly name: string;
  readonly channel: Electronic;
  readonly to: string;
}

async function handOver(engine: Engine, { mailer, messages }: LetterPorts, { codeId, code, dossierId, dossierCode, name, channel, to }: CodeMessage): Promise<SendOutcome> {
  const gone: SendOutcome = { kind: 'refused', permanent: false, reason: 'no way out' };
  if (channel === 'email') {
    const { subject, text } = letterCodeMail({ code, dossierCode, minutes: CODE_MS / MS_PER_MINUTE });
    return mailer === undefined ? gone : mailer.send({ messageId: `${codeId}@${MESSAGE_ID_DOMAIN}`, to, subject, text });
  }
  const row = await engine.database.read.first<{ procedure: string; agency: string }>(
    `SELECT p.data->>'name' AS procedure, a.data->>'name' AS agency FROM dossier d JOIN procedure_version p ON p.code = d.procedure_code AND p.version = d.procedure_version
     JOIN agency a ON a.code = d.receiving_agency WHERE d.id = $1`,
    [dossierId],
  );
  const fields = { HoVaTen: name, MaHoSo: dossierCode, TenThuTuc: row?.procedure ?? dossierCode, TenDonVi: row?.agency ?? '', MaXacThuc: code };
  return messages === undefined ? gone : messages.send({ key: `letter-code:${codeId}`, channel, to, template: 'dung-han.letter-code', fields });
}

/** Bound to its row, so that a row's hash tells nothing about another's. */
function hmacOf({ vault }: Engine, codeId: string, code: string): string {
  return vault.hmac('letter-code', `${codeId}:${code}`);
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
