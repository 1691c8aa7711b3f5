import { readWaitingWork } from '#service';
import { keepProjection, PROJECTION_LOOK_MS, raiseBalanceAlarms, readProjectionState, watchBudgets } from '#service/figures';
import type { RelayParts } from './loops.js';
import type { RelayMetrics } from './metrics.js';
import type { Loop } from './runner.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What is watched of figures and of the engine's own work. */
export function figureLoops({ engine }: Pick<RelayParts, 'engine'>, { figures }: RelayMetrics): readonly Loop[] {
  return [
    {
      name: 'budgets',
      everyMs: HOUR,
      once: async (at) => {
        const { budgets } = await watchBudgets(engine, at);
        // While a province is closed the last look stands: nothing of it would be told now. What is exported is of the month.
        if (budgets.length > 0) figures.budgets(budgets.filter(({ period }) => period === 'month'));
        return false;
      },
    },
    {
      name: 'balance',
      everyMs: HOUR,
      once: async (at) => {
        figures.balanceBroken((await raiseBalanceAlarms(engine, at)).length);
        return false;
      },
    },
    {
      name: 'projection',
      everyMs: PROJECTION_LOOK_MS,
      once: async (at) => {
        try {
          return await keepProjection(engine, at);
        } finally {
          figures.projection(await readProjectionState(engine));
        }
      },
    },
    {
      name: 'waiting',
      everyMs: 30 * SECOND,
      once: async (at) => {
        figures.waiting(await readWaitingWork(engine, at));
        return false;
      },
    },
  ];
}
