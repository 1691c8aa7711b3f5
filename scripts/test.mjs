import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { runAside, runInFront } from './command.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';
import { ensureTestServer } from './test-server.mjs';

const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'];
/** Random lives are lived by the domain alone, which knows no zone (linted): once is enough. */
const WITHOUT_PROPERTIES = ['--exclude', 'libs/domain/**/*.property.test.ts'];
/** Where the closing line is left for whoever runs more than the tests. */
const summaryFile = join(projectFolder, 'node_modules', '.cache', 'dung-han', 'test-summary.txt');

// npm test: everything. npm test -- ARGUMENTS: one vitest run with these arguments.
await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  process.chdir(projectFolder);
  rmSync(summaryFile, { force: true });
  await ensureTestServer();
  await ensureTemporalServer();
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'dunghan-results-'));
  try {
    return await runAll(plannedRuns(process.argv.slice(2)), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/**
 * The whole mostly waits, for servers that come back and for moments that come: its files, one after the other, run beside
 * all others, and what they say is shown when they have ended.
 */
function plannedRuns(args) {
  if (args.length > 0) return { front: [{ title: 'tests', args, env: {} }], aside: [] };
  return {
    front: [
      ...ZONES.map((zone, index) => ({ title: `unit tests in ${zone}`, args: ['--project', 'unit', ...(index === 0 ? [] : WITHOUT_PROPERTIES)], env: { TZ: zone } })),
      { title: 'tests on the database and in virtual time', args: ['--project', 'integration', '--project', 'workflow'], env: {} },
    ],
    aside: [{ title: 'tests of the whole', args: ['--project', 'e2e'], env: {} }],
  };
}

async function runAll({ front, aside }, folder) {
  const besides = aside.map((run, index) => vitest(run, join(folder, `aside-${index}.json`), runAside));
  const inFront = inTurn(front, (run, index) => vitest(run, join(folder, `${index}.json`), runInFront));
  const ended = await Promise.allSettled([inFront, ...besides]);
  const broken = ended.find(({ status }) => status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  const counts = ended.flatMap(({ value }) => value);
  const [passed, failed] = [sum(counts, 'passed'), sum(counts, 'failed')];
  const line = `${passed} passed, ${failed} failed`;
  mkdirSync(dirname(summaryFile), { recursive: true });
  writeFileSync(summaryFile, `${line}\n`);
  process.stdout.write(`\n${line}\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function inTurn(runs, start) {
  const counts = [];
  for (const [index, run] of runs.entries()) {
    say(run.title);
    counts.push(await start(run, index));
  }
  return counts;
}

function sum(counts, key) {
  return counts.reduce((all, count) => all + count[key], 0);
}

/**
 * A file that could not run, and a run that ended badly without naming a test, count as one failure each. Told to stop,
 * nothing more is run.
 */
async function vitest({ title, args, env }, results, runProgram) {
  const options = ['run', ...args, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const vitestProgram = join(projectFolder, 'node_modules/vitest/vitest.mjs');
  const { code, signal, interrupted, said } = await runProgram(pinnedNode, [vitestProgram, ...options], { ...process.env, ...env });
  if (said !== undefined) showWhole(title, said);
  if (interrupted !== undefined) throw interrupted;
  const report = readReport(results);
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'));
  const failed = report.numFailedTests + brokenFiles.length;
  if (code === 0 || failed > 0) return { passed: report.numPassedTests, failed };
  say(`${title}: the run ended ${signal === null ? `with code ${code}` : `by ${signal}`} and names no test that failed: it counts as one failure`);
  return { passed: report.numPassedTests, failed: 1 };
}

function showWhole(title, said) {
  say(title);
  process.stdout.write(said);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}
