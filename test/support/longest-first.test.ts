import { describe, expect, test } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { LongestFirst } from './longest-first.js';

const FILES = ['integration a.test.ts', 'workflow b.test.ts', 'integration c.property.test.ts', 'integration d.test.ts', 'unit e.test.ts', 'workflow f.test.ts', 'unit g.property.test.ts'];

async function order(seed: number, files: readonly string[] = FILES): Promise<readonly string[]> {
  const sequencer = new LongestFirst({ config: { sequence: { seed } } } as Vitest);
  const specifications = files.map((file) => {
    const [name, moduleId] = file.split(' ');
    return { project: { name }, moduleId } as TestSpecification;
  });
  return (await sequencer.sort(specifications)).map(({ project, moduleId }) => `${project.name} ${moduleId}`);
}

describe('the order of test files', () => {
  test('loses none, keeps the files of a project together and begins each with its random lives', async () => {
    const ordered = await order(1);
    expect(ordered.toSorted()).toEqual(FILES.toSorted());
    expect(ordered.map((file) => file.split(' ')[0])).toEqual(['workflow', 'workflow', 'integration', 'integration', 'integration', 'unit', 'unit']);
    expect([ordered[2], ordered[5]]).toEqual(['integration c.property.test.ts', 'unit g.property.test.ts']);
  });

  test('is the same for the same seed, whatever order they were found in, and another for another', async () => {
    expect(await order(1, FILES.toReversed())).toEqual(await order(1));
    const orders = await Promise.all(Array.from({ length: 20 }, async (_, seed) => (await order(seed)).join()));
    expect(new Set(orders).size).toBeGreaterThan(1);
  });
});
