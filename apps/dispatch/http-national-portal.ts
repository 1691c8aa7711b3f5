import type { NationalPortal, PortalMessage, PortalOutcome, PortalStanding } from '#service';
import { codeOf, NEVER_ARRIVED } from './http-failures.js';

/** The way to the national portal: docs/portal-sync.md is what is spoken on it. */
export interface NationalPortalSettings {
  readonly portalUrl: string;
  readonly portalToken: string;
}

const ANSWER_WITHIN_MS = 20_000;
/** Read and turned away: the same would be again. */
const TURNED_AWAY = new Set([400, 413, 422]);
/** Not taken for a reason that lies in the way there, not in the message. */
const NOT_TAKEN = new Set([401, 403, 404, 405, 415, 429, 503]);
const LONGEST_WORDS = 4_000;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: { readonly error_code?: unknown; readonly result?: unknown; readonly taken?: unknown };
}

/** The portal over HTTP. Redirects are not followed: they would carry token and people elsewhere. */
export function openNationalPortal({ portalUrl, portalToken }: NationalPortalSettings): NationalPortal {
  const base = portalUrl.replace(/\/$/, '');
  const call = async (service: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const answer = await fetch(`${base}/services/${service}`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${portalToken}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ service, ...body }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await answer.text();
    return { status: answer.status, text, body: jsonOf(text) };
  };
  return {
    send: async ({ key, sequence, body }: PortalMessage): Promise<PortalOutcome> => {
      try {
        const written = { isUpdating: body.isUpdating ? 'True' : 'False', data: body.data };
        return outcomeOf(await call(body.service, written, { 'idempotency-key': key, 'dossier-sequence': String(sequence) }));
      } catch (error) {
        return { kind: NEVER_ARRIVED.has(codeOf(error)) ? 'unreachable' : 'unknown', reason: codeOf(error) };
      }
    },
    ask: async (dossierCode, key): Promise<PortalStanding> => {
      try {
        return standingOf(await call('TraCuuHoSo', { mahoso: dossierCode, key }));
      } catch (error) {
        return { kind: 'unavailable', reason: codeOf(error) };
      }
    },
  };
}

function outcomeOf({ status, text, body }: Answer): PortalOutcome {
  if (status === 200 && isDone(body.error_code)) {
    return { kind: 'acknowledged', receipt: text };
  }
  if (TURNED_AWAY.has(status) || (status === 200 && body.error_code !== undefined)) {
    return { kind: 'rejected', words: text.slice(0, LONGEST_WORDS) };
  }
  // 409: its key was taken with other words, so it was taken. What nobody has heard of may have been, too.
  return { kind: NOT_TAKEN.has(status) ? 'deferred' : 'unknown', reason: `HTTP ${String(status)}` };
}

function standingOf({ status, body: { error_code: code, result, taken } }: Answer): PortalStanding {
  if (status !== 200 || !isDone(code) || !Array.isArray(result)) {
    return { kind: 'unavailable', reason: status === 200 ? 'the answer is none of the contract' : `HTTP ${String(status)}` };
  }
  if (result.length === 0) {
    return { kind: 'absent' };
  }
  return { kind: 'known', ...statusOf(result[0]), ...(taken === undefined || taken === null ? {} : { taken: { receipt: JSON.stringify(taken) } }) };
}

function statusOf(record: unknown): { readonly status?: string } {
  const status: unknown = typeof record === 'object' && record !== null && 'TrangThaiHoSo' in record ? record.TrangThaiHoSo : undefined;
  return typeof status === 'string' ? { status } : {};
}

/** Success is `error_code` 0 or "00". */
function isDone(code: unknown): boolean {
  return code === 0 || code === '0' || code === '00';
}

function jsonOf(text: string): Answer['body'] {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
