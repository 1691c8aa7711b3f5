import type { Statements } from '#persistence';
import type { Engine } from '#service';

/** A statement with its parameters. */
export interface HeardStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

interface PlanNode {
  readonly 'Node Type'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Function Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
}

/** An engine whose statements are heard, inside transactions and outside of them. */
export function listening(engine: Engine): { readonly engine: Engine; readonly heard: HeardStatement[] } {
  const heard: HeardStatement[] = [];
  const { database } = engine;
  const hear = (on: Statements): Statements => ({
    rows: (sql, parameters = []) => {
      heard.push({ sql, parameters });
      return on.rows(sql, parameters);
    },
    first: (sql, parameters = []) => {
      heard.push({ sql, parameters });
      return on.first(sql, parameters);
    },
    run: (sql, parameters = []) => {
      heard.push({ sql, parameters });
      return on.run(sql, parameters);
    },
  });
  const heardDatabase: Engine['database'] = {
    ...database,
    read: hear(database.read),
    transaction: (work, name) => database.transaction((tx) => work({ ...hear(tx), attempt: (inner) => tx.attempt(inner) }), name),
  };
  return { engine: { ...engine, database: heardDatabase }, heard };
}

/** Every node of a statement's plan; with `analyze` it is run, in a transaction that is rolled back by nobody: only for what reads. */
async function nodesOf({ database }: Engine, { sql, parameters }: HeardStatement, analyze: boolean): Promise<readonly PlanNode[]> {
  const [row] = await database.transaction(async (tx) => {
    // What a table of a test is too small for: an index is used where there is one.
    await tx.run('SET LOCAL enable_seqscan = off');
    return tx.rows<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON${analyze ? ', ANALYZE' : ''}) ${sql}`, parameters);
  });
  const nodes: PlanNode[] = [];
  JSON.stringify(row?.['QUERY PLAN'], (_key, value: unknown) => {
    const node = value as PlanNode | null;
    if (node?.['Node Type'] !== undefined) nodes.push(node);
    return value;
  });
  return nodes;
}

/** Tables a statement reads from end to end although an index was to be preferred, and the indexes it uses. */
export async function planOf(engine: Engine, statement: HeardStatement): Promise<{ readonly whole: readonly string[]; readonly indexes: readonly string[] }> {
  const nodes = await nodesOf(engine, statement, false);
  return {
    whole: nodes.filter((node) => node['Node Type'] === 'Seq Scan').flatMap((node) => node['Relation Name'] ?? []),
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
  };
}

/** What a statement does when it is run: how many rows of a table it looks at, and how often it calls a function it selects from. */
export async function workOf(engine: Engine, statement: HeardStatement): Promise<{ readonly rowsOf: (table: string) => number; readonly callsOf: (name: string) => number }> {
  const nodes = await nodesOf(engine, statement, true);
  return {
    rowsOf: (table) => nodes.filter((node) => node['Relation Name'] === table).reduce((sum, node) => sum + ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 0), 0),
    callsOf: (name) => nodes.filter((node) => node['Function Name'] === name).reduce((sum, node) => sum + (node['Actual Loops'] ?? 0), 0),
  };
}

/** How many rows of a table a statement looks at. */
export async function rowsRead(engine: Engine, statement: HeardStatement, table: string): Promise<number> {
  return (await workOf(engine, statement)).rowsOf(table);
}
