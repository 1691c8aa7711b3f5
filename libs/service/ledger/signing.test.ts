import { expect, test } from 'vitest';
import { isSealSignature, sealSignerOf } from './signing.js';

const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const signer = sealSignerOf(seed);
const seal = { number: 7, hash: 'ab'.repeat(32) };

test('the public key of a seed is that of RFC 8032', () => {
  expect(Buffer.from(signer.publicKey, 'base64').toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
});

test('a signature holds for its seal only', () => {
  const signature = signer.sign(seal);
  expect(isSealSignature(seal, signer.publicKey, signature)).toBe(true);
  expect(isSealSignature({ ...seal, number: 8 }, signer.publicKey, signature)).toBe(false);
  expect(isSealSignature({ ...seal, hash: 'ac'.repeat(32) }, signer.publicKey, signature)).toBe(false);
});

test.each([
  ['an empty key', '', signer.sign(seal)],
  ['a key of another length', Buffer.alloc(31).toString('base64'), signer.sign(seal)],
  ['an empty signature', signer.publicKey, ''],
  ['the key of another', sealSignerOf(Buffer.alloc(32, 1)).publicKey, signer.sign(seal)],
])('%s does not hold and does not throw', (_, key, signature) => {
  expect(isSealSignature(seal, key, signature)).toBe(false);
});

test('a seed of another length is refused', () => {
  expect(() => sealSignerOf(Buffer.alloc(31))).toThrow(RangeError);
});
