import { type Channel, type DossierStatus, type Instant, isInStock, type PauseGround } from '#domain';
import { FieldReader } from './field-reader.js';
import type { Parsed, SourceLine } from './findings.js';
import { statusOf } from './line-status.js';

/** Columns a file of dossiers must have. */
export const DOSSIER_COLUMNS = ['code', 'procedureCode', 'agencyCode', 'channel', 'applicantName', 'receivedAt', 'dueAt', 'finishedAt', 'handedOverAt', 'status'] as const;
/** Columns it may have. */
export const OPTIONAL_DOSSIER_COLUMNS = ['phone', 'email', 'caseCode', 'currentStage', 'holder', 'firstDueAt', 'pausedAt', 'pauseGround', 'supplementCount'] as const;

/** A dossier of another system as its line says it, in our words. Instants are epoch milliseconds. */
export interface DossierLine {
  readonly code: string;
  readonly procedureCode: string;
  readonly agencyCode: string;
  readonly channel: Channel;
  readonly applicantName: string;
  readonly phone?: string;
  readonly email?: string;
  readonly caseCode?: string;
  readonly receivedAt: Instant;
  readonly dueAt?: Instant;
  readonly firstDueAt?: Instant;
  readonly finishedAt?: Instant;
  readonly handedOverAt?: Instant;
  /** As given, or derived from the dates where the column is empty. */
  readonly status: DossierStatus;
  readonly currentStage?: string;
  readonly holder?: string;
  readonly pausedAt?: Instant;
  readonly pauseGround?: PauseGround | 'supplement';
  readonly supplementCount: number;
}

/** Our words, and the national portal's KenhThucHien: 1 at the counter, 2 online, 3 by public post. */
const CHANNELS: Readonly<Record<string, Channel>> = { counter: 'counter', online: 'online', post: 'post', '1': 'counter', '2': 'online', '3': 'post' };

/** Complete by its type: a ground added to the law's list must be added here. */
const GROUNDS: { readonly [Ground in PauseGround | 'supplement']: Ground } = {
  supplement: 'supplement',
  'financial-obligation': 'financial-obligation',
  'tax-determination': 'tax-determination',
  'land-price-determination': 'land-price-determination',
  'public-posting': 'public-posting',
  'media-announcement': 'media-announcement',
  'expert-examination': 'expert-examination',
  'violation-handling': 'violation-handling',
  'inheritance-division': 'inheritance-division',
  'cadastral-measurement': 'cadastral-measurement',
  'land-consolidation': 'land-consolidation',
  'construction-cost-determination': 'construction-cost-determination',
  'external-opinion': 'external-opinion',
  'applicant-explanation': 'applicant-explanation',
};

const CODE_LENGTH = 80;
const NAME_LENGTH = 300;
const COUNT_LIMIT = 99;

/**
 * Understands a line without looking at anything else: columns, instants, and whether its status fits its dates.
 * `now` is the moment of the import; nothing that happened can lie after it.
 */
export function parseDossierLine(source: SourceLine, now: Instant): Parsed<DossierLine> {
  const reader = new FieldReader(source);
  const receivedAt = reader.requiredPastAt('receivedAt', now);
  const channel = reader.requiredOneOf('channel', CHANNELS);
  const times = {
    ...optional('dueAt', reader.at('dueAt')),
    ...optional('firstDueAt', reader.at('firstDueAt')),
    ...optional('finishedAt', reader.pastAt('finishedAt', now)),
    ...optional('handedOverAt', reader.pastAt('handedOverAt', now)),
    ...optional('pausedAt', reader.pastAt('pausedAt', now)),
  };
  const words = {
    code: reader.required('code', CODE_LENGTH),
    procedureCode: reader.required('procedureCode', CODE_LENGTH),
    agencyCode: reader.required('agencyCode', CODE_LENGTH),
    applicantName: reader.required('applicantName', NAME_LENGTH),
    ...optional('phone', reader.text('phone', CODE_LENGTH)),
    ...optional('email', reader.text('email', NAME_LENGTH)),
    ...optional('caseCode', reader.text('caseCode', CODE_LENGTH)),
    ...optional('currentStage', reader.text('currentStage', CODE_LENGTH)),
    ...optional('holder', reader.identifier('holder', CODE_LENGTH)),
    ...optional('pauseGround', reader.oneOf('pauseGround', GROUNDS)),
    supplementCount: reader.count('supplementCount', COUNT_LIMIT),
  };
  const status = statusOf(reader, { ...times, ...words });
  if (reader.problems.length > 0 || receivedAt === undefined || channel === undefined || status === undefined) {
    return { kind: 'bad', problems: reader.problems };
  }
  return { kind: 'parsed', value: { ...words, ...times, channel, receivedAt, status } };
}

/** The content of a line as one text, the same for lines that say the same: what an import compares when a code comes again. */
export function contentOf(line: DossierLine): string {
  const { code, procedureCode, agencyCode, channel, applicantName, phone, email, caseCode, receivedAt, dueAt, firstDueAt, finishedAt, handedOverAt } = line;
  const { status, currentStage, holder, pausedAt, pauseGround, supplementCount } = line;
  return JSON.stringify([
    ...[code, procedureCode, agencyCode, channel, applicantName, phone, email, caseCode, receivedAt, dueAt, firstDueAt, finishedAt, handedOverAt],
    ...[status, currentStage, holder, pausedAt, pauseGround, supplementCount],
  ]);
}

/** True while the dossier of the line still runs: it needs stages, a calendar and a workflow. */
export function isRunning(line: DossierLine): boolean {
  return isInStock(line.status);
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}
