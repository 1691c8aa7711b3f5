import { expect, test } from 'vitest';
import { judgeSoak, type SoakFacts } from './soak-facts.js';

const FLAT: SoakFacts = {
  memory: [{ name: 'worker', isJudged: true, firstMb: 200, lastMb: 205, slope: { perHour: 40, standardError: 15 } }],
  connections: [{ name: 'dunghan-worker', before: 3, after: 5 }],
  files: [{ name: 'worker', before: 40, after: 46 }],
  commandsPerSecond: 18,
};
const found = (facts: Partial<SoakFacts>): readonly string[] => judgeSoak({ ...FLAT, ...facts }, { mbPerHour: 10, leastPace: 18 }).map(({ what }) => what);

test('what may rise by no more than the limit within its error is flat, and what rest explains is no leak', () => {
  expect(found({})).toEqual([]);
  expect(found({ memory: [{ name: 'stand-in', isJudged: false, firstMb: 100, lastMb: 300, slope: { perHour: 400, standardError: 1 } }] })).toEqual([]);
});

test('memory that surely rises, or of which nothing can be said, is found', () => {
  const [flat] = FLAT.memory;
  expect(flat).toBeDefined();
  const memory = flat === undefined ? [] : [{ ...flat, slope: { perHour: 40, standardError: 14.9 } }, { ...flat, name: 'relay', slope: undefined }];
  expect(found({ memory })).toEqual(['the memory of worker rises by 40.0 MB/h (standard error 14.9)', 'the memory of relay was not sampled often enough for a slope']);
});

test('connections and open files that rest does not give back are found', () => {
  const [connections, files] = [[{ name: 'dunghan-worker', before: 3, after: 6 }], [{ name: 'worker', before: 40, after: 47 }]];
  expect(found({ connections, files })).toEqual(['dunghan-worker holds 6 connections to the database at rest, 3 before', 'worker holds 47 open files at rest, 40 before']);
});

test('a pace that was not reached is found: nothing is proved of the one that was asked for', () => {
  expect(found({ commandsPerSecond: 17.9 })).toEqual(['17.9 commands a second were accepted, and 18.0 must be']);
});
