import { UsageError } from '../usage.js';
import { campaign } from './campaign-command.js';
import { SUBCOMMANDS } from './subcommands.js';

/** Proves the system on this machine: by the drill named first, or by the campaign of faults. Resolves to the exit code: 1 when anything was lost, doubled or wrong. */
export async function drill(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name.startsWith('-')) return campaign('dev-server', args, Object.entries(SUBCOMMANDS).map(([drillName, { does }]) => `  npm run drill -- ${drillName}: ${does}\n`).join(''));
  const named = SUBCOMMANDS[name];
  if (named === undefined) throw new UsageError(`There is no drill "${name}"; there are ${Object.keys(SUBCOMMANDS).join(', ')}, and the campaign without a name: npm run drill -- --help`);
  return (await named.load())(rest);
}
