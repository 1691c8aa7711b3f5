/** What the command-line tools are told by the scripts that start them. */
export interface ToolEnvironment {
  /** The Temporal server that skips time; absent when the tool was not started through its npm script. */
  readonly temporalTestServer: string | undefined;
  /** The Temporal dev server's program. */
  readonly temporalBinary: string | undefined;
  readonly dataDir: string;
  /** Folder the database server keeps its log in for restores; absent: `wal` in the data folder, for the one-command stack alone. */
  readonly walDir: string | undefined;
}

/** Reads what a tool was told. Empty variables count as absent. */
export function readToolEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): ToolEnvironment {
  const told = (name: string): string | undefined => (variables[name] === '' ? undefined : variables[name]);
  return Object.freeze({ temporalTestServer: told('TEMPORAL_TEST_SERVER'), temporalBinary: told('TEMPORAL_BINARY'), dataDir: told('DATA_DIR') ?? '.data', walDir: told('WAL_DIR') });
}
