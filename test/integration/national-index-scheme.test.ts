import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { parseIndexScheme } from '#domain/figures';
import { openDatabase } from '#persistence';
import { publishIndexScheme, readIndexScheme } from '#service/figures';
import { createTestDatabase } from '../support/database.js';

const { url } = await createTestDatabase();
const database = await openDatabase({ url });
afterAll(() => database.close());

const TEXT = readFileSync(new URL('../../data/catalogue/national-index/766.json', import.meta.url), 'utf8');
const CAME = JSON.parse(TEXT) as unknown;
const OWN = JSON.parse(TEXT.replace('"maximum": 6, "input": "announced-in-time"', '"maximum": 4, "input": "announced-in-time"').replace('"maximum": 4, "input": "published-in-time"', '"maximum": 6, "input": "published-in-time"')) as unknown;
const at = parseInstant('2026-08-18T09:00:00+07:00');

test('a scheme is published once however often it is loaded, and one that people corrected is never put back', async () => {
  const publish = (json: unknown, by: string, isOwn: boolean): Promise<string> => database.transaction((tx) => publishIndexScheme(tx, json, { at, by }, isOwn));
  expect(await readIndexScheme(database.read)).toBeUndefined();
  expect(await publish(CAME, 'installation', true)).toBe('published');
  expect(await publish(CAME, 'installation', true)).toBe('unchanged');
  expect(await publish(OWN, 'admin', false)).toBe('published');
  expect(await publish(CAME, 'installation', true)).toBe('unchanged');
  expect(await readIndexScheme(database.read)).toEqual({ version: 2, scheme: parseIndexScheme(OWN) });
});
