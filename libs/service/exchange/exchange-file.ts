import {
  type Agency,
  type CalendarDefinition,
  type LetterTemplateChoice,
  parseAgencies,
  parseCalendars,
  parseProcedure,
  ProcedureFormatError,
  type ProcedureVersion,
  type Sha256,
} from '#domain';
import type { LayerAssignment } from '../calendars/layered-calendars.js';
import { parseTemplates } from '../catalogue/publish-template.js';
import { stableText } from '../stable-text.js';

/** What an installation may export, in the order in which it is applied elsewhere. */
export const EXCHANGE_PARTS = ['agencies', 'procedures', 'templates', 'calendars'] as const;
export type ExchangePart = (typeof EXCHANGE_PARTS)[number];

const FORMAT = 'dung-han-catalogue';
const FORMAT_VERSION = 1;

/** The parts of a catalogue that one file carries; a part that was not asked for is absent. */
export interface ExchangeContent {
  readonly agencies?: readonly Agency[];
  /** Of each procedure the version in force, and those that begin later. */
  readonly procedures?: readonly ProcedureVersion[];
  readonly templates?: Readonly<Record<string, LetterTemplateChoice>>;
  readonly calendars?: { readonly layers: readonly CalendarDefinition[]; readonly assignments: readonly LayerAssignment[] };
}

/** A catalogue as one file. `contentHash` is SHA-256 over the canonical text of everything but itself and the time of the export. */
export interface ExchangeFile {
  readonly format: typeof FORMAT;
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly province: string;
  /** ISO 8601. */
  readonly exportedAt: string;
  readonly contentHash: string;
  readonly parts: ExchangeContent;
}

/** Why a file cannot be taken for an exported catalogue. */
type ExchangeFault = 'not-a-catalogue' | 'other-format-version' | 'hash-differs' | 'part-unreadable' | 'beyond-province';

/** A file that is no exported catalogue, or no whole one. */
export class ExchangeFileError extends Error {
  override readonly name = 'ExchangeFileError';

  constructor(
    readonly fault: ExchangeFault,
    /** Where in the file, such as `parts.procedures[3].cases`. */
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** Content as a file that states its own hash. */
export function sealExchange(parts: ExchangeContent, { province, exportedAt }: Pick<ExchangeFile, 'province' | 'exportedAt'>, sha256: Sha256): ExchangeFile {
  return { format: FORMAT, formatVersion: FORMAT_VERSION, province, exportedAt, contentHash: hashOf(province, parts, sha256), parts };
}

/** Reads a file that was exported somewhere. Throws `ExchangeFileError` naming what is wrong with it. */
export function readExchangeFile(json: unknown, sha256: Sha256): ExchangeFile {
  if (!isRecord(json) || json['format'] !== FORMAT || typeof json['province'] !== 'string' || !isRecord(json['parts'])) {
    throw new ExchangeFileError('not-a-catalogue', '', 'The file is no exported catalogue: export one from an installation and send it unchanged');
  }
  const { formatVersion, province, parts, contentHash, exportedAt } = json;
  if (formatVersion !== FORMAT_VERSION) {
    throw new ExchangeFileError('other-format-version', 'formatVersion', `This program reads format ${String(FORMAT_VERSION)}: export the catalogue by a program of the same release`);
  }
  if (contentHash !== hashOf(province, parts, sha256)) {
    throw new ExchangeFileError('hash-differs', 'contentHash', 'The content does not give the hash the file states: it was changed after the export, or is not whole. Export it again');
  }
  return { format: FORMAT, formatVersion: FORMAT_VERSION, province, exportedAt: typeof exportedAt === 'string' ? exportedAt : '', contentHash, parts: readParts(parts) };
}

function readParts(parts: Readonly<Record<string, unknown>>): ExchangeContent {
  try {
    return {
      ...(parts['agencies'] === undefined ? {} : { agencies: within('parts.agencies', () => parseAgencies(parts['agencies'])) }),
      ...(parts['procedures'] === undefined ? {} : { procedures: listOf(parts['procedures'], 'parts.procedures').map((each, index) => within(`parts.procedures[${String(index)}]`, () => parseProcedure(each))) }),
      ...(parts['templates'] === undefined ? {} : { templates: within('parts.templates', () => parseTemplates(parts['templates'])) }),
      ...(parts['calendars'] === undefined ? {} : { calendars: parseCalendars(parts['calendars'], 'parts.calendars') }),
    };
  } catch (error) {
    if (error instanceof ProcedureFormatError) {
      throw new ExchangeFileError('part-unreadable', error.path, error.message);
    }
    throw error;
  }
}

function within<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ExchangeFileError('part-unreadable', error instanceof ProcedureFormatError ? `${path}${error.path.startsWith('[') ? '' : '.'}${error.path}` : path, error instanceof Error ? error.message : String(error));
  }
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new ExchangeFileError('part-unreadable', path, 'must be a list');
  }
  return value;
}

function hashOf(province: string, parts: unknown, sha256: Sha256): string {
  return sha256(stableText({ format: FORMAT, formatVersion: FORMAT_VERSION, province, parts }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
