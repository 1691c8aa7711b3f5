import { expect, test } from 'vitest';
import { UsageError } from '../../usage.js';
import { topologyOf } from './index.js';

const PRODUCTION = { server: '/opt/server', sqlTool: '/opt/sql', configFolder: '/opt/config', told: { POSTGRES_USER: 'temporal' } };

test('a drill never runs on another topology than the one it was called for, whatever else was prepared', () => {
  expect(() => topologyOf('production', { productionTemporal: undefined, temporalBinary: '/opt/temporal' })).toThrow(UsageError);
  expect(() => topologyOf('dev-server', { productionTemporal: PRODUCTION, temporalBinary: undefined })).toThrow(UsageError);
  const both = { productionTemporal: PRODUCTION, temporalBinary: '/opt/temporal' };
  // Only the cluster of production asks for passwords.
  expect([topologyOf('production', both).superuserPassword === undefined, topologyOf('dev-server', both).superuserPassword === undefined]).toEqual([false, true]);
});
