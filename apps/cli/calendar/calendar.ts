import { UsageError } from '../usage.js';

/** One thing the calendar tool does; loaded when called for, so that each starts quickly. */
type Action = (args: readonly string[]) => Promise<number>;

const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  import: async () => (await import('./import.js')).importNotice,
  propose: async () => (await import('./import.js')).proposeYear,
  year: async () => (await import('./year.js')).showYear,
  due: async () => (await import('./due.js')).due,
  explain: async () => (await import('./explain.js')).explain,
  eval: async () => (await import('./eval.js')).evalLines,
};

const USAGE = `npm run --silent calendar -- ${Object.keys(ACTIONS).join(' | ')}   (add --help to one of them)`;

/** Questions to calendars, asked at the desk or by a program. */
export async function calendar(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const load = Object.hasOwn(ACTIONS, name ?? '') ? ACTIONS[name ?? ''] : undefined;
  if (load === undefined) {
    throw new UsageError(name === undefined ? USAGE : `calendar does nothing called ${name}\n${USAGE}`);
  }
  return (await load())(rest);
}
