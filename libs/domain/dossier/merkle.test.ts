import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { MerkleTree } from './merkle.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function rootOf(hashes: readonly string[]): string | undefined {
  const tree = new MerkleTree(sha256);
  hashes.forEach((hash) => {
    tree.add(hash);
  });
  return tree.root();
}

/** The tree as written down: pair each level from the left, promote an odd node. */
function levelByLevel(hashes: readonly string[]): string | undefined {
  let level = hashes.map((hash) => sha256(`leaf:${hash}`));
  while (level.length > 1) {
    level = level.flatMap((left, index) => {
      const right = level[index + 1];
      return index % 2 === 1 ? [] : [right === undefined ? left : sha256(`node:${left}${right}`)];
    });
  }
  return level[0];
}

const hashesUpTo = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => sha256(`event ${String(index)}`));

test('the root is that of pairing level by level, for every count up to 70', () => {
  for (let count = 0; count <= 70; count += 1) {
    expect(rootOf(hashesUpTo(count)), `${String(count)} leaves`).toBe(levelByLevel(hashesUpTo(count)));
  }
});

test('the root of three known leaves stands as a test vector', () => {
  expect(rootOf(['a', 'b', 'c'])).toBe('cb22bfa5ccb2aea898d6b09021cc6ae0f1ce3b75e476e619b7f01a811ffed5db');
});

test('a tree without leaves has no root', () => {
  expect(rootOf([])).toBeUndefined();
});

test('an added, dropped, exchanged or repeated leaf gives another root', () => {
  const [a = '', b = '', c = '', d = ''] = hashesUpTo(4);
  const roots = [[a, b, c], [a, b, c, d], [a, b], [b, a, c], [a, c, b], [a, b, c, c], [a, b, b]].map(rootOf);
  expect(new Set(roots).size).toBe(roots.length);
});

test('an inner node given as a leaf does not give the root it belongs to', () => {
  const [a = '', b = '', c = '', d = ''] = hashesUpTo(4);
  const inner = [sha256(`node:${sha256(`leaf:${a}`)}${sha256(`leaf:${b}`)}`), sha256(`node:${sha256(`leaf:${c}`)}${sha256(`leaf:${d}`)}`)];
  expect(rootOf(inner)).not.toBe(rootOf([a, b, c, d]));
});

test('the root can be asked for between additions without disturbing it', () => {
  const tree = new MerkleTree(sha256);
  const hashes = hashesUpTo(9);
  hashes.forEach((hash, index) => {
    tree.add(hash);
    expect(tree.root()).toBe(levelByLevel(hashes.slice(0, index + 1)));
  });
  expect(tree.size).toBe(9);
});
