import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pg from 'pg';
import { readToolEnvironment } from '#config';
import { systemClock } from '#service';
import { findFreePort } from '../../local/ports.js';
import { openScratchEngine, type ScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { type DevServer, startDevServer } from './dev-server.js';
import { measureEmpty } from './empty-load.js';
import { HttpDesk } from './http-desk.js';
import { loadLine, type LoadResult, runLoad } from './load.js';
import { settingsFor, startIssuer, startOwn, untilReady } from './own-processes.js';
import { readRows, writeTwin, writeTwinPlainly } from './twin-rows.js';

const AT_ONCE = 8;
/** Both sides are measured once their code is compiled, which takes an API of many small functions some thousand requests. */
const WARM_UP = 3_000;

/** Rate of HTTP intake with Temporal up and stopped beside a bare transaction of the same rows, and of commands beside empty updates. */
export async function benchIntake(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { count: { type: 'string', default: '1000' }, json: { type: 'boolean', default: false } } });
  const count = Number(values.count);
  const { temporalBinary } = readToolEnvironment();
  if (temporalBinary === undefined || !Number.isInteger(count) || count < 10) {
    throw new UsageError('npm run bench -- intake [--count 1000] [--json]');
  }
  const scratch = await openScratchEngine({ at: systemClock.now() });
  const temporal = await startDevServer(temporalBinary);
  const issuer = await startIssuer();
  const port = await findFreePort();
  const settings = settingsFor(scratch, issuer.url, temporal.address, port);
  const [api, worker] = [startOwn('api', settings), startOwn('worker', settings)];
  const url = `http://127.0.0.1:${String(port)}`;
  const desk = new HttpDesk(url);
  try {
    await untilReady(url);
    const post = intakeOver(desk, await issuer.token('clerk', 'H99'));
    await runLoad(WARM_UP, AT_ONCE, (index) => post(`warm-up-${String(index)}`));
    const { plain, bare } = await bareTransactions(scratch, count);
    const codes: string[] = [];
    const up = await runLoad(count, AT_ONCE, async (index) => codes.push(await post(`up-${String(index)}`)));
    const command = assignOver(desk, await issuer.token('officer', 'H99'));
    // The first command of each starts its workflow where it does not run yet: the second is the one to compare.
    await runLoad(count, AT_ONCE, (index) => command(codes[index] ?? '', 'first'));
    const commands = await runLoad(count, AT_ONCE, (index) => command(codes[index] ?? '', 'second'));
    const updates = await emptyUpdates(temporal, count);
    await worker.stop();
    await temporal.stop();
    const down = await runLoad(count, AT_ONCE, (index) => post(`down-${String(index)}`));
    print({ plain, bare, up, down, updates, commands }, values.json);
    return 0;
  } finally {
    desk.close();
    await api.stop();
    await worker.stop();
    await temporal.stop();
    issuer.close();
    await scratch.close();
  }
}

/** The server as a counter meets it: an update that does nothing, on the same server in the same run. */
async function emptyUpdates({ address, namespace }: DevServer, count: number): Promise<LoadResult> {
  const [connection, native] = [await Connection.connect({ address }), await NativeConnection.connect({ address })];
  try {
    return (await measureEmpty(new Client({ connection, namespace }).workflow, native, namespace, count, AT_ONCE)).updates;
  } finally {
    await native.close();
    await connection.close();
  }
}

/** Gives one command over HTTP and waits for its outcome. */
function assignOver(desk: HttpDesk, token: string): (code: string, officer: string) => Promise<void> {
  return async (code, officer) => {
    const { status, body } = await desk.post(`/api/v1/dossiers/${code}/commands`, token, `bench-assign-${officer}-${code}`, { type: 'Assign', body: { officer } });
    if (status !== 200 && status !== 202) {
      throw new Error(`A command answered ${String(status)}: ${body}`);
    }
  };
}

/** Takes one dossier in over HTTP; resolves to its code. */
function intakeOver(desk: HttpDesk, token: string): (key: string) => Promise<string> {
  return async (key) => {
    const { status, body } = await desk.post('/api/v1/dossiers', token, `bench-intake-${key}`, {
      procedureCode: '1.013225',
      agencyCode: 'H99.31',
      channel: 'counter',
      applicant: { name: `Người nộp hồ sơ ${key}`, idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1, phường Trung Tâm' },
    });
    if (status !== 201) {
      throw new Error(`Intake answered ${String(status)}: ${body}`);
    }
    return (JSON.parse(body) as { readonly code: string }).code;
  };
}

/** The rows of one intake written bare: with the driver alone, and on connections of ours. */
async function bareTransactions({ engine, databaseUrl }: ScratchEngine, count: number): Promise<Pick<Results, 'plain' | 'bare'>> {
  const model = await engine.database.read.first<{ id: string }>('SELECT id FROM dossier WHERE last_seq = 1 LIMIT 1');
  if (model === undefined) {
    throw new Error('The warm-up took no dossier in');
  }
  const rows = await readRows(engine.database, model.id);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: AT_ONCE });
  try {
    await runLoad(WARM_UP, AT_ONCE, () => writeTwinPlainly(pool, rows));
    const plain = await runLoad(count, AT_ONCE, () => writeTwinPlainly(pool, rows));
    await runLoad(WARM_UP, AT_ONCE, () => writeTwin(engine.database, rows));
    return { plain, bare: await runLoad(count, AT_ONCE, () => writeTwin(engine.database, rows)) };
  } finally {
    await pool.end();
  }
}

interface Results {
  readonly plain: LoadResult;
  readonly bare: LoadResult;
  readonly up: LoadResult;
  readonly down: LoadResult;
  readonly updates: LoadResult;
  readonly commands: LoadResult;
}

function print({ plain, bare, up, down, updates, commands }: Results, json: boolean): void {
  if (json) {
    const ratios = { ratioUp: up.perSecond / plain.perSecond, ratioDown: down.perSecond / plain.perSecond, ratioCommands: commands.perSecond / updates.perSecond };
    process.stdout.write(`${JSON.stringify({ plain, bare, up, down, updates, commands, ...ratios })}\n`);
    return;
  }
  const lines = [
    loadLine('bare transaction, the driver alone', plain),
    loadLine('bare transaction, connections of ours', bare, plain),
    loadLine('POST /api/v1/dossiers, Temporal up', up, plain),
    loadLine('POST /api/v1/dossiers, Temporal stopped', down, plain),
    loadLine('empty update, same server', updates),
    loadLine('POST /api/v1/dossiers/{code}/commands', commands, updates, 'empty update'),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
