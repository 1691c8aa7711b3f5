import { expect, test } from 'vitest';
import { EnvironmentError } from './env.js';
import { readToolEnvironment } from './tool-env.js';

test('an empty variable counts as absent, that of a Temporal server of production as any other', () => {
  const empty = { PRODUCTION_TEMPORAL: '', TEMPORAL_BINARY: '', TEMPORAL_TEST_SERVER: '', DATA_DIR: '', WAL_DIR: '' };
  expect(readToolEnvironment(empty)).toEqual(readToolEnvironment({}));
});

test.each(['/usr/bin/temporal-server', '{"server":"/usr/bin/temporal-server"}'])('a Temporal server of production told as %s is refused, and the variable is named', (text) => {
  expect(() => readToolEnvironment({ PRODUCTION_TEMPORAL: text })).toThrow(EnvironmentError);
  expect(() => readToolEnvironment({ PRODUCTION_TEMPORAL: text })).toThrow('PRODUCTION_TEMPORAL is not what');
});
