import type { MessageGateway, MessageStanding, SendOutcome } from '#service';
import { codeOf, NEVER_ARRIVED } from './http-failures.js';

/** The SMS and Zalo gateway of an installation: docs/message-gateway.md is what it has to do. */
export interface MessageGatewaySettings {
  readonly messageGatewayUrl: string;
  readonly messageGatewayToken: string;
}

const ANSWER_WITHIN_MS = 20_000;
/** Refusals that no later attempt can change: what is wrong is the number. */
const WRONG_NUMBER = new Set(['no-such-number', 'number-blocked']);
/** Answers that say for certain that the message was not taken, but may be later or after a correction here. */
const NOT_TAKEN = new Set([400, 401, 403, 404, 405, 413, 415, 422, 429, 503]);

interface GatewayAnswer {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly reason?: unknown;
}

/** The gateway over HTTP. Redirects are not followed: they would carry the token elsewhere. */
export function openMessageGateway({ messageGatewayUrl, messageGatewayToken }: MessageGatewaySettings): MessageGateway {
  const base = messageGatewayUrl.replace(/\/$/, '');
  const call = async (path: string, init: { readonly method: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }): Promise<{ readonly status: number; readonly body: GatewayAnswer }> => {
    const answer = await fetch(`${base}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${messageGatewayToken}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body: unknown = await answer.json().catch(() => undefined);
    return { status: answer.status, body: typeof body === 'object' && body !== null ? body : {} };
  };
  return {
    send: async ({ key, channel, to, template, fields }): Promise<SendOutcome> => {
      try {
        const { status, body } = await call('/messages', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ channel, to, template, fields }),
        });
        return outcomeOf(status, body);
      } catch (error) {
        return NEVER_ARRIVED.has(codeOf(error)) ? { kind: 'refused', permanent: false, reason: codeOf(error) } : { kind: 'unknown', reason: codeOf(error) };
      }
    },
    ask: async (key): Promise<MessageStanding> => {
      try {
        const { status, body } = await call(`/messages/${encodeURIComponent(key)}`, { method: 'GET' });
        return standingOf(status, body);
      } catch (error) {
        return { kind: 'unavailable', reason: codeOf(error) };
      }
    },
  };
}

function outcomeOf(status: number, { status: standing, code }: GatewayAnswer): SendOutcome {
  if (status >= 200 && status < 300 && (standing === 'accepted' || standing === 'delivered')) {
    return { kind: 'sent', receipt: { status: standing } };
  }
  const reason = typeof code === 'string' ? code : `HTTP ${String(status)}`;
  // 409: the key has been taken with other words, so something went out under it. Anything else unheard of may have, too.
  return NOT_TAKEN.has(status) ? { kind: 'refused', permanent: status === 422 && WRONG_NUMBER.has(reason), reason } : { kind: 'unknown', reason };
}

function standingOf(status: number, { status: standing, code, reason }: GatewayAnswer): MessageStanding {
  if (status === 404 && code === 'unknown-key') {
    return { kind: 'absent' };
  }
  if (status !== 200) {
    return { kind: 'unavailable', reason: `HTTP ${String(status)}` };
  }
  if (standing === 'accepted' || standing === 'delivered') {
    return { kind: standing };
  }
  return standing === 'failed' ? { kind: 'failed', reason: typeof reason === 'string' ? reason : 'failed' } : { kind: 'unavailable', reason: 'the answer has no status of the contract' };
}
