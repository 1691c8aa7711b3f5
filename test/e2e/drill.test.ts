import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import type { CampaignResult } from '../../apps/cli/drill/campaign.js';
import type { TableLine } from '../../apps/cli/drill/table.js';
import { buildOnce } from '../support/e2e-stack.js';

const PROGRAM = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const SEED = '7';
/** The kills of a short campaign; `npm run drill` has everything else that can go wrong. */
const OPTIONS = ['--kills', '19', '--only', 'kill -9', '--seed', SEED, '--lasts-seconds', '4', '--open', '20', '--wave', '20', '--desks', '2', '--json'];

interface Told extends Omit<CampaignResult, 'outcomes'> {
  readonly kills: number;
  readonly table: readonly TableLine[];
}

test('under load processes are killed with -9 one after the other: nothing is lost, nothing is done twice, and each lateness bears its own instant', { timeout: 1_200_000 }, async () => {
  await buildOnce();
  const command = [`TEMPORAL_BINARY=${inject('temporal').devServer}`, process.execPath, PROGRAM, 'drill', ...OPTIONS];
  const { stdout, stderr } = await promisify(execFile)('env', command, { maxBuffer: 64 * 1024 * 1024 }).catch((error: unknown) => error as { readonly stdout: string; readonly stderr: string });
  process.stdout.write(stderr);
  const { kills, table, proof, wakes, accepted, isBrokenOff } = JSON.parse(stdout) as Told;
  expect(proof.findings).toEqual([]);
  expect(wakes.findings).toEqual([]);
  expect(table.filter(({ lost, doubled, wrong }) => lost + doubled + wrong > 0)).toEqual([]);
  expect([isBrokenOff, kills >= 3, table.every(({ fault }) => fault.startsWith('kill -9'))]).toEqual([false, true, true]);
  expect([accepted > 30, proof.events > 100, proof.histories > 20]).toEqual([true, true, true]);
});
