import { parseArgs } from 'node:util';
import { readToolEnvironment } from '#config';
import { systemClock } from '#service';
import { findFreePort } from '../../local/ports.js';
import { openScratchEngine, type ScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { startDevServer } from './dev-server.js';
import { loadLine, type LoadResult, runLoad } from './load.js';
import { settingsFor, startIssuer, startOwn, untilReady } from './own-processes.js';
import { readRows, writeTwin } from './twin-rows.js';

const AT_ONCE = 8;

/** Rate of HTTP intake with Temporal up and stopped, beside a bare transaction that writes the same rows. */
export async function benchIntake(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { count: { type: 'string', default: '600' }, json: { type: 'boolean', default: false } } });
  const count = Number(values.count);
  const { temporalBinary } = readToolEnvironment();
  if (temporalBinary === undefined || !Number.isInteger(count) || count < 10) {
    throw new UsageError('npm run bench -- intake [--count 600] [--json]');
  }
  const scratch = await openScratchEngine({ at: systemClock.now() });
  const temporal = await startDevServer(temporalBinary);
  const issuer = await startIssuer();
  const port = await findFreePort();
  const settings = settingsFor(scratch, issuer.url, temporal.address, port);
  const [api, worker] = [startOwn('api', settings), startOwn('worker', settings)];
  const url = `http://127.0.0.1:${String(port)}`;
  try {
    await untilReady(url);
    const post = intakeOver(url, await issuer.token('clerk', 'H99'));
    await runLoad(50, AT_ONCE, (index) => post(`warm-up-${String(index)}`));
    const bare = await bareTransactions(scratch, count);
    const up = await runLoad(count, AT_ONCE, (index) => post(`up-${String(index)}`));
    await worker.stop();
    await temporal.stop();
    const down = await runLoad(count, AT_ONCE, (index) => post(`down-${String(index)}`));
    print({ bare, up, down }, values.json);
    return 0;
  } finally {
    await api.stop();
    await worker.stop();
    await temporal.stop();
    issuer.close();
    await scratch.close();
  }
}

function intakeOver(url: string, token: string): (key: string) => Promise<void> {
  return async (key) => {
    const response = await fetch(`${url}/api/v1/dossiers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `bench-intake-${key}` },
      body: JSON.stringify({
        procedureCode: '1.013225',
        agencyCode: 'H99.31',
        channel: 'counter',
        applicant: { name: `Người nộp hồ sơ ${key}`, idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1, phường Trung Tâm' },
      }),
    });
    const body = await response.text();
    if (response.status !== 201) {
      throw new Error(`Intake answered ${String(response.status)}: ${body}`);
    }
  };
}

async function bareTransactions({ engine }: ScratchEngine, count: number): Promise<LoadResult> {
  const model = await engine.database.read.first<{ id: string }>('SELECT id FROM dossier WHERE last_seq = 1 LIMIT 1');
  if (model === undefined) {
    throw new Error('The warm-up took no dossier in');
  }
  const rows = await readRows(engine.database, model.id);
  return runLoad(count, AT_ONCE, () => writeTwin(engine.database, rows));
}

function print(results: { readonly bare: LoadResult; readonly up: LoadResult; readonly down: LoadResult }, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...results, ratioUp: results.up.perSecond / results.bare.perSecond, ratioDown: results.down.perSecond / results.bare.perSecond })}\n`);
    return;
  }
  const lines = [
    loadLine('bare transaction, same rows', results.bare),
    loadLine('POST /api/v1/dossiers, Temporal up', results.up, results.bare),
    loadLine('POST /api/v1/dossiers, Temporal stopped', results.down, results.bare),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
