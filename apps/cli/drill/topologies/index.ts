import type { ToolEnvironment } from '#config';
import { UsageError } from '../../usage.js';
import { devServerTopology } from './dev-server.js';
import { productionTopology } from './production.js';
import type { Topology } from './topology.js';

/**
 * What a drill runs on: the topology of production where its server was prepared, else the dev server.
 * @throws UsageError when the script prepared neither
 */
export function topologyOf({ productionTemporal, temporalBinary }: Pick<ToolEnvironment, 'productionTemporal' | 'temporalBinary'>): Topology {
  if (productionTemporal !== undefined) return productionTopology(productionTemporal);
  if (temporalBinary === undefined) throw new UsageError('The drill needs a Temporal server of its own; start it through its script: npm run drill -- --help');
  return devServerTopology(temporalBinary);
}
