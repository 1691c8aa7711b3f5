import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Instant } from '#domain';
import {
  applyImport,
  applyStageLog,
  closeEngine,
  DOSSIER_COLUMNS,
  type Engine,
  type ImportListener,
  type ImportSummary,
  openEngine,
  OPTIONAL_DOSSIER_COLUMNS,
  OPTIONAL_STAGE_COLUMNS,
  type ReadLine,
  STAGE_COLUMNS,
  systemClock,
} from '#service';
import { FindingsFile } from './import-findings.js';
import { ProgressBar } from './import-progress.js';
import type { FileColumns } from './import-format.js';
import { readImportFile } from './import-reader.js';
import { findInstallation } from './installation.js';
import { UsageError } from './usage.js';

const USAGE = `npm run import -- dossiers FILE [--source NAME] [--json]   dossiers of another system, from FILE.csv or FILE.jsonl
npm run import -- events FILE [--source NAME] [--json]     the stage log of dossiers imported before

Bad lines go to FILE.rejects.csv, doubtful ones that went in to FILE.warnings.csv. Importing a file again changes nothing.
NAME tells systems apart (up to 40 letters, digits, dots, dashes, underscores; "import" when it is not given).`;

const DEFAULT_SOURCE = 'import';

type Import = (engine: Engine, lines: AsyncIterable<ReadLine>, at: Instant, options: { readonly source: string; readonly listener: ImportListener }) => Promise<ImportSummary>;

const KINDS: Readonly<Record<string, { readonly run: Import; readonly columns: FileColumns }>> = {
  dossiers: { run: applyImport, columns: { required: DOSSIER_COLUMNS, optional: OPTIONAL_DOSSIER_COLUMNS } },
  events: { run: applyStageLog, columns: { required: STAGE_COLUMNS, optional: OPTIONAL_STAGE_COLUMNS } },
};

/** Imports a file into the installation the environment names, else into the local stack. Resolves to the exit code: 0 also when lines were rejected, for the rest went in. */
export async function importFiles(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { source: { type: 'string' }, json: { type: 'boolean' } } });
  const [name, path, ...more] = positionals;
  const kind = KINDS[name ?? ''];
  if (kind === undefined || path === undefined || more.length > 0) {
    throw new UsageError(USAGE);
  }
  const installation = await findInstallation();
  const engine = await openEngine({ databaseUrl: installation.databaseUrl, masterKey: installation.masterKey, applicationName: 'dunghan-import', poolSize: 4 });
  try {
    const imported = await importFile(engine, path, kind, values.source ?? DEFAULT_SOURCE);
    process.stdout.write(values.json === true ? `${JSON.stringify(imported)}\n` : sentencesOf(imported));
    return 0;
  } finally {
    await closeEngine(engine);
  }
}

/** What importing one file came to. */
interface ImportedFile extends ImportSummary {
  readonly seconds: number;
  readonly linesPerSecond: number;
  /** Where the rejects and the warnings are written down; absent when there are none. */
  readonly rejects?: string;
  readonly warningsFile?: string;
}

async function importFile(engine: Engine, path: string, kind: (typeof KINDS)[string] & object, source: string): Promise<ImportedFile> {
  const size = await sizeOf(path);
  const rejects = new FindingsFile(`${path}.rejects.csv`);
  const warnings = new FindingsFile(`${path}.warnings.csv`);
  const file = createReadStream(path);
  const bar = new ProgressBar(process.stderr, () => (size === 0 ? 1 : file.bytesRead / size));
  const begun = performance.now();
  try {
    const summary = await kind.run(engine, readImportFile(path, file, kind.columns, (line) => bar.say(line)), systemClock.now(), {
      source,
      listener: {
        rejected: (line, code, problem) => rejects.add(line, code, problem),
        warned: (line, code, warning) => warnings.add(line, code, warning),
        progress: (lines) => bar.show(lines),
      },
    });
    const seconds = (performance.now() - begun) / 1000;
    return {
      ...summary,
      seconds: Math.round(seconds * 1000) / 1000,
      linesPerSecond: Math.round(summary.received / seconds),
      ...(rejects.isEmpty ? {} : { rejects: rejects.path }),
      ...(warnings.isEmpty ? {} : { warningsFile: warnings.path }),
    };
  } finally {
    bar.end();
    file.destroy();
    await rejects.close();
    await warnings.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) {
    throw new UsageError(`${path} cannot be read: give the path of a .csv or .jsonl file`);
  }
  return found.size;
}

function sentencesOf({ received, taken, unchanged, rejected, warnings, seconds, linesPerSecond, rejects, warningsFile }: ImportedFile): string {
  const line = (name: string, count: number, where?: string): string => `${name.padEnd(10)} ${count.toLocaleString('en').padStart(10)}${where === undefined ? '' : `   ${where}`}\n`;
  return [
    line('received', received),
    line('taken', taken),
    line('unchanged', unchanged),
    line('rejected', rejected, rejects),
    line('warnings', warnings, warningsFile),
    line('lines/s', linesPerSecond, `in ${seconds.toFixed(1)} s`),
  ].join('');
}
