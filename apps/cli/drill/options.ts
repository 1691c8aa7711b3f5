import { parseArgs } from 'node:util';
import { UsageError } from '../usage.js';

/** A whole number a drill may be told, what it is otherwise, and the least it may be. */
interface NumberOption {
  readonly otherwise: number;
  readonly least: number;
}

/** What a drill was told. */
export type DrillOptions<N extends string, T extends string = never> = Readonly<Record<N, number>> & Readonly<Record<T, string>> & { readonly seed: number; readonly json: boolean };

const SEEDS = 4_294_967_296;

/**
 * Reads the options of a drill: those it names, `--seed` and `--json`. Prints the help where it is asked for, and returns undefined.
 * @param texts what may be told in words, with what it is otherwise
 * @throws UsageError for a number that is none or too small
 */
export function readOptions<N extends string, T extends string = never>(args: readonly string[], help: string, numbers: Readonly<Record<N, NumberOption>>, texts?: Readonly<Record<T, string>>): DrillOptions<N, T> | undefined {
  const asked: Readonly<Record<string, NumberOption>> = { ...numbers, seed: { otherwise: Math.floor(Math.random() * SEEDS), least: 0 } };
  const words: Readonly<Record<string, string>> = { ...texts };
  const text = (otherwise: string): { readonly type: 'string'; readonly default: string } => ({ type: 'string', default: otherwise });
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    ...Object.fromEntries(Object.entries(asked).map(([name, { otherwise }]) => [name, text(String(otherwise))])),
    ...Object.fromEntries(Object.entries(words).map(([name, otherwise]) => [name, text(otherwise)])),
    json: flag,
    help: flag,
  };
  const values = parseArgs({ args: [...args], options }).values as Readonly<Record<string, string | boolean>>;
  if (values['help'] === true) {
    process.stdout.write(help);
    return undefined;
  }
  const read = Object.entries(asked).map(([name, { least }]) => [name, wholeNumber(name, values[name], least)] as const);
  const said = Object.keys(words).map((name) => [name, values[name]] as const);
  return Object.fromEntries([...read, ...said, ['json', values['json']]]) as DrillOptions<N, T>;
}

function wholeNumber(name: string, text: string | boolean | undefined, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new UsageError(`--${name} is a whole number from ${String(least)}: --help tells all`);
  return value;
}
