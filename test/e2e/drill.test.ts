import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import type { CampaignResult } from '../../apps/cli/drill/campaign.js';
import type { TableLine } from '../../apps/cli/drill/table.js';
import { buildOnce } from '../support/e2e-stack.js';

const PROGRAM = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const SEED = '7';
const OPTIONS = ['--kills', '20', '--seed', SEED, '--lasts-seconds', '4', '--open', '50', '--wave', '40', '--prove-every', '8', '--json'];
/** Everything that can go wrong but kills, which are told apart by their victims. */
const FAULTS = [
  ...['api', 'postgres', 'relay', 'stand-in', 'temporal', 'worker'].map((name) => `stopped ${name}`),
  ...['relay', 'worker'].flatMap((name) => [`clock of the ${name} ahead by an hour`, `clock of the ${name} back by an hour`]),
  'database of Temporal lost',
  'full disk of the database',
  'gateway, mail server and portal that take and die',
  'gateway, mail server and portal that take and never answer',
  'poisoned command',
  'refusing gateway, mail server and portal',
  'slow gateway, mail server and portal',
  'workflow code changed by a patched step',
];

interface Told extends Omit<CampaignResult, 'outcomes'> {
  readonly kills: number;
  readonly table: readonly TableLine[];
}

test('under load twenty processes are killed and everything else goes wrong once: nothing is lost, nothing is done twice, and each lateness bears its own instant', { timeout: 1_800_000 }, async () => {
  await buildOnce();
  const command = [`TEMPORAL_BINARY=${inject('temporal').devServer}`, process.execPath, PROGRAM, 'drill', ...OPTIONS];
  const { stdout, stderr } = await promisify(execFile)('env', command, { maxBuffer: 64 * 1024 * 1024 }).catch((error: unknown) => error as { readonly stdout: string; readonly stderr: string });
  process.stdout.write(stderr);
  const { kills, table, proof, wakes, accepted, isBrokenOff } = JSON.parse(stdout) as Told;
  expect(proof.findings).toEqual([]);
  expect(wakes.findings).toEqual([]);
  expect(table.filter(({ lost, doubled, wrong }) => lost + doubled + wrong > 0)).toEqual([]);
  expect([isBrokenOff, kills]).toEqual([false, 20]);
  expect(table.map(({ fault }) => fault).filter((fault) => !fault.startsWith('kill -9'))).toEqual(FAULTS.toSorted());
  // Whatever could not be inflicted says why.
  expect(table.filter(({ times, notPossible }) => times === 0 && notPossible === undefined)).toEqual([]);
  expect([accepted > 100, proof.events > 1_000, proof.histories > 50, wakes.undisturbed + wakes.disturbed > 40]).toEqual([true, true, true, true]);
});
