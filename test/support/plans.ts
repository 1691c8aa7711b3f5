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
async function nodesOf({ database }: Engine, statement: HeardStatement, analyze: boolean): Promise<readonly PlanNode[]> {
  return database.transaction(async (tx) => {
    // What a table of a test is too small for: an index is used where there is one.
    await tx.run('SET LOCAL enable_seqscan = off');
    return explained(tx, statement, analyze);
  });
}

async function explained(on: Pick<Statements, 'rows'>, { sql, parameters }: HeardStatement, analyze: boolean): Promise<readonly PlanNode[]> {
  const [row] = await on.rows<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON${analyze ? ', ANALYZE' : ''}) ${sql}`, parameters);
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

/** What a statement did: how many rows of a table it looked at, and how often it called a function it selects from. */
export interface Work {
  readonly rowsOf: (table: string) => number;
  readonly callsOf: (name: string) => number;
}

/** What a statement does when it is run, with an index wherever there is one. */
export async function workOf(engine: Engine, statement: HeardStatement): Promise<Work> {
  return workIn(await nodesOf(engine, statement, true));
}

function workIn(nodes: readonly PlanNode[]): Work {
  return {
    rowsOf: (table) => nodes.filter((node) => node['Relation Name'] === table).reduce((sum, node) => sum + ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 0), 0),
    callsOf: (name) => nodes.filter((node) => node['Function Name'] === name).reduce((sum, node) => sum + (node['Actual Loops'] ?? 0), 0),
  };
}

/** An engine with the work of every question it asks within a transaction for many rows, on what that transaction staged and as it was planned. */
export function watchingBulk(engine: Engine): { readonly engine: Engine; readonly work: readonly Work[] } {
  const work: Work[] = [];
  const { database } = engine;
  const bulk: Engine['database']['bulk'] = (inBulk, name) => database.bulk((tx) => inBulk({
    copy: (...rows) => tx.copy(...rows),
    attempt: (inner) => tx.attempt(inner),
    first: (sql, parameters) => tx.first(sql, parameters),
    run: (sql, parameters) => tx.run(sql, parameters),
    rows: async (sql, parameters = []) => {
      work.push(workIn(await explained(tx, { sql, parameters }, true)));
      return tx.rows(sql, parameters);
    },
  }), name);
  return { engine: { ...engine, database: { ...database, bulk } }, work };
}

/** How many rows of a table a statement looks at. */
export async function rowsRead(engine: Engine, statement: HeardStatement, table: string): Promise<number> {
  return (await workOf(engine, statement)).rowsOf(table);
}
