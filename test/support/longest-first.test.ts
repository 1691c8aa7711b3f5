import { describe, expect, test } from 'vitest';
import { longestFirst, type PlannedFile } from './longest-first.js';

const file = (name: string, moduleId: string): PlannedFile => ({ project: { name }, moduleId });
const FILES = [
  file('integration', 'a.test.ts'),
  file('workflow', 'b.test.ts'),
  file('integration', 'c.property.test.ts'),
  file('integration', 'd.test.ts'),
  file('unit', 'e.test.ts'),
  file('workflow', 'f.test.ts'),
  file('unit', 'g.property.test.ts'),
  file('e2e', 'test/h.test.ts'),
  file('e2e', 'test/drill.test.ts'),
];

describe('the order of test files', () => {
  test('loses none, keeps the files of a project together and begins each with what takes long', () => {
    const ordered = longestFirst(FILES, 1);
    expect(new Set(ordered)).toEqual(new Set(FILES));
    expect(ordered.map(({ project }) => project.name)).toEqual(['workflow', 'workflow', 'integration', 'integration', 'integration', 'unit', 'unit', 'e2e', 'e2e']);
    expect([ordered[2], ordered[5], ordered[7]]).toEqual([FILES[2], FILES[6], FILES[8]]);
  });

  test('is the same for the same seed, in whatever order they were found', () => {
    expect(longestFirst(FILES.toReversed(), 1)).toEqual(longestFirst(FILES, 1));
  });

  test('puts any file before any other of its kind for some seed', () => {
    const seconds = Array.from({ length: 20 }, (_, seed) => longestFirst(FILES, seed)[1]?.moduleId);
    expect(new Set(seconds)).toEqual(new Set(['b.test.ts', 'f.test.ts']));
  });
});
