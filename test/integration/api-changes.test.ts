import { afterAll, describe, expect, test } from 'vitest';
import { systemClock } from '#service';
import { startApi } from '../../apps/api/start.js';
import { createTestDatabase } from '../support/database.js';
import { HOUSE_PERMIT } from '../support/engine.js';
import { type LiveReader, liveReader } from '../support/live-reader.js';
import { settingsOver, startTestApi } from './api-harness.js';

const { api, clock, engine, files, gateway, get, issuer, post } = await startTestApi(await createTestDatabase());
const leaving = new AbortController();
afterAll(() => { leaving.abort(); });

interface Line {
  readonly response: Response;
  readonly reader: LiveReader;
  /** Reads on until a dossier, or whatever else, was told; resolves to false where the stream ended before. */
  readonly until: (isTold: (reader: LiveReader) => boolean) => Promise<boolean>;
}

async function open(url: string, token: string, lastId?: string): Promise<Line> {
  const response = await fetch(`${url}/api/v1/changes`, { headers: { authorization: `Bearer ${token}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }, signal: leaving.signal });
  const text = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const reader = liveReader();
  const until: Line['until'] = async (isTold) => {
    for (;;) {
      if (isTold(reader)) return true;
      const part = await text?.read();
      if (part?.done !== false) return false;
      reader.feed(part.value);
    }
  };
  return { response, reader, until };
}

const clerk = (expiresInSeconds = 300): Promise<string> => issuer.token({ sub: 'clerk-9', role: 'clerk', agency: 'H99.31' }, { expiresInSeconds });
const tells = (code: string) => ({ messages }: LiveReader): boolean => messages.some((message) => message.kind === 'dossier' && message.code === code);

async function takeIn(key: string): Promise<string> {
  const { body } = await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99.31', subject: 'clerk-1' }, key, body: HOUSE_PERMIT });
  return String(body['code']);
}

describe('the stream of changes', () => {
  test('is opened by staff alone', async () => {
    expect((await get('/api/v1/changes')).status).toBe(401);
    expect((await get('/api/v1/changes', { as: 'citizen' })).status).toBe(403);
    expect((await get('/api/v1/changes?since=1', { as: 'clerk' })).status).toBe(400);
  });

  test('tells one clerk what another one did, also when they did it at another API process', async () => {
    const other = await startApi({ engine, clock, gateway, files, settings: settingsOver(issuer) });
    const [here, there] = [await open(api.url, await clerk()), await open(other.url, await clerk())];
    expect(here.response.headers.get('content-type')).toBe('text/event-stream');
    expect([here.response.headers.get('cache-control'), here.response.headers.get('x-accel-buffering')]).toEqual(['no-store', 'no']);
    const code = await takeIn('changes-1');
    expect([await here.until(tells(code)), await there.until(tells(code))]).toEqual([true, true]);
    await other.close();
    expect(await there.until(() => false)).toBe(false);
    // A reader of a process that ended goes on at another one by what it was told last.
    const next = await takeIn('changes-2');
    const again = await open(api.url, await clerk(), there.reader.lastId());
    expect(await again.until(tells(next))).toBe(true);
    expect(again.reader.messages.some(({ kind }) => kind === 'reset')).toBe(false);
  });

  test('ends when the token it was opened by expires', async () => {
    const { until } = await open(api.url, await clerk(2));
    expect(await until(() => false)).toBe(false);
  });

  test('does not hold up a process that is to end', async () => {
    const other = await startApi({ engine, clock, gateway, files, settings: settingsOver(issuer) });
    const lines = await Promise.all(Array.from({ length: 5 }, async () => open(other.url, await clerk())));
    const begun = systemClock.now();
    await Promise.all([other.close(), ...lines.map(({ until }) => until(() => false))]);
    expect(systemClock.now() - begun).toBeLessThan(5_000);
  });

  test('is not counted among the durations of answers; how many are open is', async () => {
    const line = await open(api.url, await clerk());
    const { text } = await get('/metrics');
    expect(Number(/^dunghan_live_streams (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(0);
    expect(text).not.toMatch(/route="\/api\/v1\/changes",status="200"/);
    await line.until(({ messages }) => messages.length > 0);
  });
});
