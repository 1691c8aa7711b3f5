import createFetchClient from 'openapi-fetch';
import type { components, paths } from '../../api/schema.js';
import { noteServerTime } from '../../api/server-time.js';
import type { Language } from './moments.js';

/** A dossier as the public page tells of it. */
export type PublicDossier = components['schemas']['PublicDossier'];
/** What the agency shows on a screen. */
export type Board = components['schemas']['Board'];
/** How satisfied somebody is. */
export type Rating = components['schemas']['PublicRating']['rating'];
/** What feedback is about. */
export type FeedbackSubject = components['schemas']['PublicFeedbackRequest']['subject'];

/** What somebody knows of a dossier. */
export type Pair = { readonly code: string } & ({ readonly phoneLast4: string } | { readonly slipCode: string });

/** A session of the look-up. It lives in the page alone: a kiosk's next visitor finds none. */
export interface Found {
  readonly token: string;
  readonly dossier: PublicDossier;
}

/** Why something was not done; `minutes` until it is worth trying again. */
export type Fault = { readonly kind: 'unknown' | 'over' | 'wrong-code' | 'wrong-login' | 'not-signed-in' | 'not-sent' | 'unreachable' | 'renewed' | 'lost' | 'other' } | { readonly kind: 'too-many'; readonly minutes: number };

/** What was asked for, or why not. */
export type Outcome<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'fault'; readonly fault: Fault };

// Without the staff's session: nobody signs in here, and none of its code is loaded.
const call = createFetchClient<paths>({ baseUrl: '' });
call.use({ onResponse({ response }) { noteServerTime(response); return undefined; } });

const SECONDS_PER_MINUTE = 60;
const SERVER_FAULT = 500;
const FAULTS: Readonly<Record<string, Exclude<Fault['kind'], 'too-many'>>> = { 'look-up-unknown': 'unknown', 'look-up-over': 'over', 'letter-code-wrong': 'wrong-code', 'letter-login-wrong': 'wrong-login', 'letter-code-not-sent': 'not-sent', 'invalid-request': 'unknown' };

/** Looks a dossier up by a pair; what is said of it is in a language. */
export async function lookUp(pair: Pair, language: Language): Promise<Outcome<Found>> {
  return answerOf(call.POST('/api/v1/public/lookups', { params: said(language), body: pair }), ({ session, dossier }) => ({ token: session.token, dossier }));
}

/** The dossier of a session as it stands now. */
export async function readAgain(token: string, language: Language): Promise<Outcome<PublicDossier>> {
  return answerOf(call.GET('/api/v1/public/lookups/current', { headers: known(token), params: said(language) }), (dossier) => dossier);
}

/** Has a one-time code sent to the contact of the dossier. */
export async function sendCode(token: string): Promise<Outcome<components['schemas']['LetterCodeSent']>> {
  return answerOf(call.POST('/api/v1/public/lookups/letter-codes', { headers: known(token) }), (sent) => sent);
}

/** A session that opens letters, for the code that was sent. */
export async function checkCode(token: string, letterCode: string): Promise<Outcome<string>> {
  return answerOf(call.POST('/api/v1/public/lookups/letter-codes/check', { headers: known(token), body: { letterCode } }), (session) => session.token);
}

/** A session that opens letters, for the access token of whom the dossier is for. */
export async function openByLogin(token: string, accessToken: string): Promise<Outcome<string>> {
  return answerOf(call.POST('/api/v1/public/lookups/letter-logins', { headers: known(token), body: { accessToken } }), (session) => session.token);
}

/** Letters of the dossier. */
export async function listLetters(token: string, language: Language): Promise<Outcome<components['schemas']['PublicLetterPage']['items']>> {
  return answerOf(call.GET('/api/v1/public/lookups/letters', { headers: known(token), params: said(language) }), ({ items }) => items);
}

/** The file of a letter. */
export async function readLetter(token: string, key: string): Promise<Outcome<Blob>> {
  return answerOf(call.GET('/api/v1/public/lookups/letters/{key}', { headers: known(token), params: { path: { key } }, parseAs: 'blob' }), (file) => file);
}

/** Says how satisfied somebody is. */
export async function rate(token: string, header: RequestKey, body: { readonly rating: Rating; readonly comment?: string; readonly kiosk: boolean }): Promise<Outcome<Rating>> {
  return answerOf(call.POST('/api/v1/public/lookups/rating', { headers: known(token), params: { header }, body }), ({ rating }) => rating);
}

/** Gives feedback about the dossier; its code. */
export async function giveFeedback(token: string, header: RequestKey, body: components['schemas']['PublicFeedbackRequest']): Promise<Outcome<string>> {
  return answerOf(call.POST('/api/v1/public/lookups/feedback', { headers: known(token), params: { header }, body }), ({ code }) => code);
}

/** Numbers of an agency. */
export async function readBoard(agency: string): Promise<Outcome<Board>> {
  return answerOf(call.GET('/api/v1/public/board/{agency}', { params: { path: { agency } } }), (board) => board);
}

type RequestKey = { readonly 'Idempotency-Key': string };

function said(language: Language): { readonly header: { readonly 'Accept-Language': Language } } {
  return { header: { 'Accept-Language': language } };
}

function known(token: string): { readonly authorization: string } {
  return { authorization: `Lookup ${token}` };
}

async function answerOf<Data, T>(asked: Promise<{ readonly data?: Data | undefined; readonly error?: unknown; readonly response: Response }>, shaped: (data: Data) => T): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await asked;
    return data === undefined ? { kind: 'fault', fault: faultOf(error, response) } : { kind: 'done', value: shaped(data) };
  } catch {
    return { kind: 'fault', fault: { kind: 'unreachable' } };
  }
}

function faultOf(error: unknown, { status, headers }: Response): Fault {
  if (status === 429) {
    return { kind: 'too-many', minutes: Math.max(1, Math.ceil(Number(headers.get('retry-after') ?? SECONDS_PER_MINUTE) / SECONDS_PER_MINUTE)) };
  }
  if (status >= SERVER_FAULT) return { kind: 'unreachable' };
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return { kind: FAULTS[code] ?? 'other' };
}
