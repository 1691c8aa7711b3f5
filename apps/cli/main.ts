import { EnvironmentError } from '#config';
import { UsageError } from './usage.js';

/** A tool's entry: takes its arguments, resolves to its exit code. Loaded when called for, so that each starts quickly. */
type Tool = (args: readonly string[]) => Promise<number>;

const TOOLS: Readonly<Record<string, () => Promise<Tool>>> = {
  calendar: async () => (await import('./calendar/calendar.js')).calendar,
  catalogue: async () => (await import('./catalogue.js')).catalogue,
  ledger: async () => (await import('./ledger/ledger.js')).ledger,
  import: async () => (await import('./import.js')).importFiles,
  simulate: async () => (await import('./simulate.js')).simulate,
  bench: async () => (await import('./bench.js')).bench,
  backup: async () => (await import('./backup.js')).backup,
  restore: async () => (await import('./restore.js')).restore,
  keys: async () => (await import('./keys.js')).keys,
  practice: async () => (await import('./practice.js')).practice,
  drill: async () => (await import('./drill/drill.js')).drill,
};

const [name, ...args] = process.argv.slice(2);
const load = TOOLS[name ?? ''];
if (load === undefined) {
  process.stderr.write(`Unknown tool ${name ?? '(none)'}; there are ${Object.keys(TOOLS).join(', ')}\n`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await (await load())(args);
  } catch (error) {
    const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    const isPlain = isUsage || error instanceof EnvironmentError;
    process.stderr.write(`${isPlain ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = isUsage ? 2 : 1;
  }
}
