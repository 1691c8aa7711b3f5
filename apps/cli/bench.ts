import { UsageError } from './usage.js';

const BENCHES: Readonly<Record<string, () => Promise<(args: readonly string[]) => Promise<number>>>> = {
  workflow: async () => (await import('./bench/workflow.js')).benchWorkflow,
  intake: async () => (await import('./bench/intake.js')).benchIntake,
  'calendar-change': async () => (await import('./bench/calendar-change.js')).benchCalendarChange,
  import: async () => (await import('./bench-import.js')).benchImport,
  register: async () => (await import('./bench/register.js')).benchRegister,
  letters: async () => (await import('./bench/letters.js')).benchLetters,
  risk: async () => (await import('./bench/risk.js')).benchRisk,
  calendar: async () => (await import('./bench/calendar.js')).benchCalendar,
  'what-if': async () => (await import('./bench/what-if.js')).benchWhatIf,
  queues: async () => (await import('./bench/queues.js')).benchQueues,
  'look-up': async () => (await import('./bench/look-up.js')).benchLookUp,
  metrics: async () => (await import('./bench/metrics.js')).benchMetrics,
};

/** Runs one bench; every speed is printed beside something measured in the same run. */
export async function bench(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const load = BENCHES[name ?? ''];
  if (load === undefined) {
    throw new UsageError(`npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  }
  return (await load())(rest);
}
