import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { runInFront } from './command.mjs';
import { failuresOf } from './failures.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';
import { ensureTestServer } from './test-server.mjs';
import { ensureWebBuilt } from './web.mjs';

const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'];
/** The domain knows no zone (linted): once is enough, and random lives take long. */
const WITHOUT_DOMAIN = ['--exclude', 'libs/domain/**'];
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
  await (needsWeb(process.argv.slice(2)) ? ensureWebBuilt() : ensureBuilt());
  const folder = mkdtempSync(join(tmpdir(), 'dunghan-results-'));
  try {
    return await runAll(plannedRuns(process.argv.slice(2)), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Only tests that start the whole open pages. */
function needsWeb(args) {
  return args.length === 0 || args.some((arg) => /\b(web|e2e)\b/.test(arg));
}

function plannedRuns(args) {
  if (args.length > 0) return [{ title: 'tests', args, env: {} }];
  return [
    ...ZONES.map((zone, index) => ({ title: `unit tests in ${zone}`, args: ['--project', 'unit', ...(index === 0 ? [] : WITHOUT_DOMAIN)], env: { TZ: zone } })),
    { title: 'tests on the database and in virtual time', args: ['--project', 'integration', '--project', 'workflow'], env: {} },
    { title: 'tests of the whole', args: ['--project', 'e2e'], env: {} },
    { title: 'tests in a browser', args: ['--project', 'web'], env: {} },
  ];
}

async function runAll(runs, folder) {
  const sum = { passed: 0, failed: 0 };
  const failures = [];
  for (const [index, run] of runs.entries()) {
    say(run.title);
    const counts = await vitest(run, join(folder, `${index}.json`));
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    failures.push(...counts.failures.map((failure) => `${run.title} · ${failure}`));
  }
  if (failures.length > 0) process.stdout.write(`\nWhat failed:\n\n${failures.join('\n\n')}\n`);
  const line = `${sum.passed} passed, ${sum.failed} failed`;
  mkdirSync(dirname(summaryFile), { recursive: true });
  writeFileSync(summaryFile, `${line}\n`);
  process.stdout.write(`\n${line}\n`);
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}

/**
 * A file that could not run, and a run that ended badly without naming a test, count as one failure each. Told to stop,
 * nothing more is run.
 */
async function vitest({ title, args, env }, results) {
  const options = ['run', ...args, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const vitestProgram = join(projectFolder, 'node_modules/vitest/vitest.mjs');
  const { code, signal, interrupted } = await runInFront(pinnedNode, [vitestProgram, ...options], { ...process.env, ...env });
  if (interrupted !== undefined) throw interrupted;
  const report = readReport(results);
  const failures = failuresOf(report, projectFolder);
  if (code === 0 || failures.length > 0) return { passed: report.numPassedTests, failed: failures.length, failures };
  const why = `the run ended ${signal === null ? `with code ${code}` : `by ${signal}`} and names no test that failed: it counts as one failure`;
  say(`${title}: ${why}`);
  return { passed: report.numPassedTests, failed: 1, failures: [why] };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, testResults: [] };
  }
}
