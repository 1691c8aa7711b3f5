import { expect, test } from 'vitest';
import { failuresOf } from './failures.mjs';

const passed = { status: 'passed', fullName: 'what holds', failureMessages: [] };

test('what failed is told with its file, its name and the beginning of its message; what passed is not', () => {
  const long = ['\u001B[31mAssertionError\u001B[39m: expected 1 to be 2', ...Array.from({ length: 50 }, (_, line) => `    at line ${String(line)}`)].join('\n');
  const report = { testResults: [
    { name: '/house/test/a.test.ts', status: 'passed', assertionResults: [passed] },
    { name: '/house/test/b.test.ts', status: 'failed', assertionResults: [passed, { status: 'failed', fullName: 'dossiers are late', failureMessages: [long] }] },
  ] };
  const [told, ...others] = failuresOf(report, '/house');
  expect(others).toEqual([]);
  expect(told?.split('\n').slice(0, 2)).toEqual(['test/b.test.ts: dossiers are late', '    AssertionError: expected 1 to be 2']);
  expect(told?.split('\n')).toHaveLength(7);
});

test('a file that could not run is told with why', () => {
  const report = { testResults: [{ name: '/house/test/c.test.ts', status: 'failed', message: 'Cannot find package', assertionResults: [] }] };
  expect(failuresOf(report, '/house')).toEqual(['test/c.test.ts: could not run\n    Cannot find package']);
});
