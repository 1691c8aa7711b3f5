import { existsSync } from 'node:fs';

/** The data folder lies beside `apps` in the sources and beside `dist` once compiled. */
export function dataFolder(): URL {
  const beside = new URL('../../data/', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../../data/', import.meta.url);
}
