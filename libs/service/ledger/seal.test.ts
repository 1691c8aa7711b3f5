import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { genesisSealHash, hashSeal } from './seal.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const seal = { number: 1, from_xact: '0', until_xact: '812', events: 3, dossiers: 2, root: sha256('root'), prev_hash: genesisSealHash(sha256), sealed_at: 1_787_000_000_000 };

test('a seal is hashed over its predecessor and the canonical text of its columns', () => {
  const text = `{"dossiers":2,"events":3,"from_xact":"0","number":1,"root":"${seal.root}","sealed_at":1787000000000,"until_xact":"812"}`;
  expect(hashSeal(seal, sha256)).toBe(sha256(sha256('ledger-seal') + text));
});

test('every column of a seal is under its hash', () => {
  const edits = [{ number: 2 }, { from_xact: '1' }, { until_xact: '813' }, { events: 4 }, { dossiers: 3 }, { root: sha256('x') }, { prev_hash: sha256('x') }, { sealed_at: 0 }];
  const hashes = [{}, ...edits].map((edit) => hashSeal({ ...seal, ...edit }, sha256));
  expect(new Set(hashes).size).toBe(edits.length + 1);
});
