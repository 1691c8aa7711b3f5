import { expect, test } from 'vitest';
import { readLocalEnvironment } from './local-env.js';

const known = { TEMPORAL_BINARY: '/opt/temporal' };

test('the one-command stack needs nothing but a Temporal server: everything else has a default', () => {
  expect(readLocalEnvironment(known)).toMatchObject({ dataDir: '.data', port: undefined, temporalAddress: undefined, temporalNamespace: 'dunghan', temporalBinary: '/opt/temporal' });
  expect(() => readLocalEnvironment({})).toThrow('TEMPORAL_BINARY or TEMPORAL_ADDRESS: one must be set');
});

test.each(['abc', '0', '65536', '80.5', '-1'])('PORT=%s of the one-command stack is refused with what it may hold', (PORT) => {
  expect(() => readLocalEnvironment({ ...known, PORT })).toThrow('PORT: must be a whole number from 1 to 65535');
});

test('an empty variable counts as absent', () => {
  expect(readLocalEnvironment({ ...known, PORT: '', DATA_DIR: '' })).toMatchObject({ port: undefined, dataDir: '.data' });
});

test('child processes inherit the search path and the like, and no settings of ours', () => {
  expect(readLocalEnvironment({ ...known, PATH: '/bin', HOME: '/root', DATABASE_URL: 'postgres://elsewhere', NODE_OPTIONS: '--inspect' }).inherited).toEqual({ PATH: '/bin', HOME: '/root' });
});
