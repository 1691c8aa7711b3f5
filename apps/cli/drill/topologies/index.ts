import type { ToolEnvironment } from '#config';
import { UsageError } from '../../usage.js';
import { devServerTopology } from './dev-server.js';
import { productionTopology } from './production.js';
import type { Topology } from './topology.js';

/** What a drill can run on. */
export type TopologyName = 'dev-server' | 'production';

/**
 * The topology of a name, with the Temporal server its script prepared for it.
 * @throws UsageError when that server was not prepared: a drill never runs on another topology than the one it was called for
 */
export function topologyOf(name: TopologyName, { productionTemporal, temporalBinary }: Pick<ToolEnvironment, 'productionTemporal' | 'temporalBinary'>): Topology {
  if (name === 'production') return productionTopology(productionTemporal ?? unprepared('production'));
  return devServerTopology(temporalBinary ?? unprepared(''));
}

function unprepared(drill: string): never {
  throw new UsageError(`The drill needs a Temporal server of its own; start it through its script: npm run drill -- ${`${drill} --help`.trim()}`);
}
