import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Behaviour } from './behaviour.js';
import type { Journal } from './journal.js';

const LONGEST_BODY = 1024 * 1024;
const text = z.string().min(1).max(500);

/** A message as the contract has it; what is more, or missing, is turned away. */
const messageSchema = z.strictObject({
  channel: z.enum(['sms', 'zalo']),
  to: z.string().regex(/^\+?[0-9][0-9 .-]{5,18}[0-9]$/),
  template: z.string().regex(/^dung-han\.[a-z-]+$/),
  fields: z.strictObject({ HoVaTen: text, MaHoSo: text, TenThuTuc: text, TenDonVi: text, NgayHenTraCu: text.exactOptional(), NgayHenTraMoi: text.exactOptional(), MaXacThuc: z.string().regex(/^\d{6}$/).exactOptional() }),
});

/** An answer of the gateway; `undefined`: none, the connection is broken off. */
export type GatewayAnswer = { readonly status: number; readonly body: object } | undefined;

/** Takes a message by the contract in docs/message-gateway.md: once a key, whoever asks however often. */
export async function takeMessage(request: IncomingMessage, parts: { readonly journal: Journal; readonly behaviour: Behaviour; readonly token: string; readonly now: () => number }): Promise<GatewayAnswer> {
  const { journal, behaviour, token, now } = parts;
  const turnAway = (status: number, code: string): GatewayAnswer => {
    journal.add({ kind: 'turned-away', at: now(), by: 'gateway', why: code });
    return { status, body: { code } };
  };
  const body = await bodyOf(request);
  if (!bears(request, token)) return turnAway(401, 'wrong-token');
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) return turnAway(400, 'no-idempotency-key');
  const parsed = messageSchema.safeParse(body);
  if (!parsed.success) return turnAway(422, 'invalid-message');
  const treatment = behaviour.next(key);
  await treatment.beforeTaking();
  if (treatment.refuse === 'now') return { status: 503, body: { code: 'try-again-later' } };
  if (treatment.refuse === 'for-good') return { status: 422, body: { code: 'no-such-number' } };
  if (treatment.isDroppedBefore) return undefined;
  if (journal.messageOf(key) === undefined) journal.add({ kind: 'message', at: now(), key, ...parsed.data });
  if (treatment.isDroppedAfter) return undefined;
  await treatment.beforeAnswering();
  return { status: 202, body: journal.standingOf(key) };
}

/** Tells what became of a key. */
export function tellOf(request: IncomingMessage, key: string, { journal, token }: { readonly journal: Journal; readonly token: string }): GatewayAnswer {
  if (!bears(request, token)) return { status: 401, body: { code: 'wrong-token' } };
  return journal.messageOf(key) === undefined ? { status: 404, body: { code: 'unknown-key' } } : { status: 200, body: journal.standingOf(key) };
}

/** Sends an answer, or breaks the connection off where there is none. */
export function answerWith(response: ServerResponse, answer: GatewayAnswer): void {
  if (answer === undefined) response.destroy();
  else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
}

/** The JSON of a request's body; `undefined` when it is none or too long. */
export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LONGEST_BODY) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** True when a request bears the token. */
export function bears(request: IncomingMessage, token: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}
