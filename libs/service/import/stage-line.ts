import type { Instant } from '#domain';
import { FieldReader } from './field-reader.js';
import type { Parsed, SourceLine } from './findings.js';

/** Columns a stage log must have. */
export const STAGE_COLUMNS = ['code', 'stage', 'finishedAt'] as const;
/** Columns it may have; `id` tells two otherwise equal lines apart. */
export const OPTIONAL_STAGE_COLUMNS = ['agency', 'officer', 'id'] as const;

/** One finished stage of a dossier as the other system logged it. */
export interface StageLine {
  readonly code: string;
  readonly stage: string;
  readonly agency?: string;
  readonly officer?: string;
  readonly finishedAt: Instant;
  readonly id?: string;
}

const WORD_LENGTH = 80;
const NAME_LENGTH = 200;

/** Understands a line of a stage log; `now` is the moment of the import. */
export function parseStageLine(source: SourceLine, now: Instant): Parsed<StageLine> {
  const reader = new FieldReader(source);
  const [code, stage] = [reader.required('code', WORD_LENGTH), reader.required('stage', NAME_LENGTH)];
  const [agency, officer, id] = [reader.text('agency', WORD_LENGTH), reader.identifier('officer', WORD_LENGTH), reader.text('id', WORD_LENGTH)];
  const finishedAt = reader.requiredPastAt('finishedAt', now);
  if (reader.problems.length > 0 || finishedAt === undefined) {
    return { kind: 'bad', problems: reader.problems };
  }
  return {
    kind: 'parsed',
    value: { code, stage, ...(agency === undefined ? {} : { agency }), ...(officer === undefined ? {} : { officer }), finishedAt, ...(id === undefined ? {} : { id }) },
  };
}
