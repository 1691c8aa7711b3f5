import { z } from 'zod';
import { EnvironmentError } from './env.js';

const productionTemporalSchema = z.object({ server: z.string(), sqlTool: z.string(), configFolder: z.string(), told: z.record(z.string(), z.string()) });

/** The Temporal server of docker-compose.yml as programs of this machine: the server, its tool for schemas, the folder of its configuration, and what docker-compose.yml tells it. */
export type ProductionTemporal = Readonly<z.output<typeof productionTemporalSchema>>;

/** What the command-line tools are told by the scripts that start them. */
export interface ToolEnvironment {
  /** The Temporal server that skips time; absent when the tool was not started through its npm script. */
  readonly temporalTestServer: string | undefined;
  /** The Temporal dev server's program. */
  readonly temporalBinary: string | undefined;
  /** The Temporal server of production; absent unless the tool is to run with it. */
  readonly productionTemporal: ProductionTemporal | undefined;
  readonly dataDir: string;
  /** Folder the database server keeps its log in for restores; absent: `wal` in the data folder, for the one-command stack alone. */
  readonly walDir: string | undefined;
}

/** Reads what a tool was told. Empty variables count as absent. */
export function readToolEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): ToolEnvironment {
  const told = (name: string): string | undefined => (variables[name] === '' ? undefined : variables[name]);
  return Object.freeze({ temporalTestServer: told('TEMPORAL_TEST_SERVER'), temporalBinary: told('TEMPORAL_BINARY'), productionTemporal: readProductionTemporal(told('PRODUCTION_TEMPORAL')), dataDir: told('DATA_DIR') ?? '.data', walDir: told('WAL_DIR') });
}

function readProductionTemporal(text: string | undefined): ProductionTemporal | undefined {
  if (text === undefined) return undefined;
  try {
    return productionTemporalSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new EnvironmentError([`PRODUCTION_TEMPORAL is not what scripts/run.mjs tells of a Temporal server: ${cause instanceof Error ? cause.message : String(cause)}`]);
  }
}
