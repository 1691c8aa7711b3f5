import { isFitDue, isScoringDue, readRiskModel } from '#service/figures';
import type { HeavyWork } from './heavy-work.js';
import type { RelayParts } from './loops.js';
import type { Loop } from './runner.js';

const MINUTE = 60_000;

/** Probabilities of lateness: a model as often and in the hours that are set, and the open dossiers by it each hour of the working day. This thread only looks whether it is time. */
export function riskLoops({ engine }: Pick<RelayParts, 'engine'>, heavy: HeavyWork): readonly Loop[] {
  return [
    {
      name: 'risk',
      everyMs: MINUTE,
      once: async (at) => {
        const { risk } = await engine.rules.settings(engine.database.read);
        if (isFitDue(await readRiskModel(engine), risk, at)) await heavy.run('risk-fit');
        const inForce = await readRiskModel(engine);
        if (inForce !== undefined && isScoringDue(inForce, at)) await heavy.run('risk-score');
        return false;
      },
    },
  ];
}
