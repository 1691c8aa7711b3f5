import { createHash, timingSafeEqual } from 'node:crypto';
import { codeAsWritten, type EngineSettings, type Instant, type PublicSettings, readSlipCode } from '#domain';
import type { Engine } from '../engine.js';
import type { ApplicantRecord } from '../personal/index.js';
import { openPersonal, type StoredPersonal } from '../personal/personal-record.js';
import { phoneDigits } from '../personal/search-token.js';
import { openSession, type PublicSession } from './session.js';
import { slipCodeOf } from './slip-code.js';
import { A_DAY, A_MINUTE, A_QUARTER, countIn, takeBack, type Window } from './windows.js';

/** What somebody knows of a dossier: its code, and either the last four digits of a telephone given with it or the code on its slip. */
export type LookUpPair = { readonly code: string } & ({ readonly phoneLast4: string } | { readonly slipCode: string });

/** What a look-up came to. `unknown`: no such dossier or another pair, which nobody is told apart. */
export type LookUp =
  | { readonly kind: 'found'; readonly dossierId: string; readonly session: PublicSession }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-many'; readonly waitMs: number };

const DIGITS = 4;

/** A dossier, and the personal record that is opened to compare with: its own, or another's where its own is erased. Without one in an installation that has none. */
type Candidate = { readonly id: string; readonly code: string; readonly record_of: string } & (StoredPersonal | { readonly version: null });

/**
 * Looks a dossier up by a pair. A code nobody bears is compared with a neighbouring dossier, and one whose record is erased with
 * another's record, so that each takes the same statements, decryption and comparisons as a wrong pair of one that exists, and all
 * have the same answer. Asked by one address, and wrong for
 * one code or from one address, only so often: beyond that nothing is compared.
 */
export async function lookUp(engine: Engine, asked: LookUpPair, address: string, at: Instant): Promise<LookUp> {
  const pair = { ...asked, code: codeAsWritten(asked.code) };
  const settings = await engine.rules.settings(engine.database.read);
  const wrongOfAddress = wrongAddressWindow(settings.publicPages, address);
  const wrongOfCode = wrongCodeWindows(settings.publicPages, pair);
  // An address that asks too often must not use up what is allowed of a code: it would lock everybody else out of the dossier.
  const waitMs = (await countIn(engine, [addressWindow(settings, address), wrongOfAddress], at)) ?? (await countIn(engine, wrongOfCode, at));
  if (waitMs !== undefined) {
    return { kind: 'too-many', waitMs };
  }
  const candidate = await nearest(engine, pair.code);
  if (candidate === undefined || !(await fits(engine, candidate, pair))) {
    return { kind: 'unknown' };
  }
  await takeBack(engine, [wrongOfAddress, ...wrongOfCode], at);
  return { kind: 'found', dossierId: candidate.id, session: await openSession(engine, candidate.id, undefined, at) };
}

/**
 * Requests of an address to any public page that looks something up. Published answers are counted apart: whoever pages through them keeps nobody of their address
 * from looking a dossier up.
 */
export function addressWindow({ publicPages }: EngineSettings, address: string, of: 'address' | 'answers' = 'address'): Window {
  return { of: `${of}:${address}`, spanMinutes: A_MINUTE, most: publicPages.addressPerMinute };
}

function wrongAddressWindow(limits: PublicSettings, address: string): Window {
  return { of: `wrong-address:${address}`, spanMinutes: A_DAY, most: limits.wrongPerAddressDay };
}

/** The ways are counted apart: who guesses telephones does not lock out whoever holds the slip. */
function wrongCodeWindows(limits: PublicSettings, pair: LookUpPair): readonly Window[] {
  const way = 'slipCode' in pair ? 'slip' : 'phone';
  return [
    { of: `wrong-${way}:${pair.code}`, spanMinutes: A_QUARTER, most: limits.wrongPerCodeQuarter },
    { of: `wrong-${way}:${pair.code}`, spanMinutes: A_DAY, most: limits.wrongPerCodeDay },
  ];
}

/**
 * The dossier that bears the code, else the next one in the order of codes, else the one before; none in an empty installation. With it its
 * present personal record, or whichever comes first of all where it has none; both are looked for each time.
 */
async function nearest({ database }: Engine, code: string): Promise<Candidate | undefined> {
  const select = (place: number): string => `SELECT d.id, d.code, d.personal_version, ${String(place)} FROM dossier d WHERE d.code`;
  return database.read.first<Candidate>(
    `SELECT d.id, d.code, coalesce(r.dossier_id, d.id) AS record_of, r.version, r.kind, r.ciphertext, r.key_ref
     FROM (SELECT * FROM ((${select(1)} >= $1 ORDER BY d.code LIMIT 1) UNION ALL (${select(2)} < $1 ORDER BY d.code DESC LIMIT 1)) AS neighbours (id, code, personal_version, place) ORDER BY place LIMIT 1) d
     LEFT JOIN LATERAL (
       SELECT * FROM (
         (SELECT p.*, 1 AS place FROM personal_record p WHERE p.dossier_id = d.id AND p.version = d.personal_version)
         UNION ALL (SELECT p.*, 2 AS place FROM personal_record p WHERE p.kind = 'applicant' ORDER BY p.dossier_id, p.version LIMIT 1)
       ) AS records ORDER BY place LIMIT 1
     ) r ON true`,
    [code],
  );
}

/** Compares everything whatever was given, and tells what it came to at the end. */
async function fits(engine: Engine, candidate: Candidate, pair: LookUpPair): Promise<boolean> {
  const record = candidate.version === null ? undefined : ((await openPersonal(engine.database.read, engine.vault, candidate.record_of, candidate)).data as unknown as ApplicantRecord);
  const isSlip = 'slipCode' in pair;
  const given = isSlip ? `slip:${readSlipCode(pair.slipCode)}` : `phone:${pair.phoneLast4}`;
  const slip = isSame(given, `slip:${slipCodeOf(engine, candidate.id)}`);
  const own = isSame(given, `phone:${lastDigits(record?.applicant.phone)}`);
  const proxy = isSame(given, `phone:${lastDigits(record?.proxy?.phone)}`);
  const code = isSame(candidate.code, pair.code);
  const isOwnRecord = isSame(candidate.record_of, candidate.id);
  return (Number(code) & (Number(slip) | (Number(isOwnRecord) & (Number(own) | Number(proxy))))) === 1;
}

/** No number gives what no four digits are. */
function lastDigits(phone: string | undefined): string {
  const digits = phoneDigits(phone ?? '');
  return digits.length < DIGITS ? 'none' : digits.slice(-DIGITS);
}

/** Whether two texts are the same, told in the same time whatever they have in common. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
