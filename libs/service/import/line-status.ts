import { type DossierStatus, STATUSES } from '#domain';
import type { FieldReader } from './field-reader.js';

/** The dates of a line that say how far its dossier has come. */
export interface StatusDates {
  readonly finishedAt?: number;
  readonly handedOverAt?: number;
  readonly pausedAt?: number;
  readonly pauseGround?: string;
  readonly currentStage?: string;
  readonly holder?: string;
}

const DATE_COLUMNS: readonly string[] = ['finishedAt', 'handedOverAt', 'pausedAt', 'pauseGround'];

/** The national portal's TrangThaiHoSo 1–10. Its 8 means both stopped for good and standing still: the dates decide. */
const WORDS: Readonly<Record<string, DossierStatus | 'portal-8'>> = {
  ...(Object.fromEntries(STATUSES.map((status) => [status, status])) as Record<DossierStatus, DossierStatus>),
  '1': 'registered',
  '2': 'received',
  '3': 'intake-refused',
  '4': 'in-progress',
  '5': 'awaiting-supplement',
  '6': 'awaiting-payment',
  '7': 'withdrawn',
  '8': 'portal-8',
  '9': 'finished',
  '10': 'returned',
};

/** The status of a line; `undefined` with a problem recorded when it is unknown, cannot be imported or contradicts the dates. */
export function statusOf(reader: FieldReader, dates: StatusDates): DossierStatus | undefined {
  const before = reader.problems.length;
  const given = reader.oneOf('status', WORDS);
  if (reader.problems.length > before) {
    return undefined;
  }
  const status = given === 'portal-8' ? (dates.finishedAt === undefined ? 'paused' : 'suspended') : (given ?? derivedStatus(dates));
  // A date that could not be read is reported as such, not as missing once more.
  if (!reader.problems.some(({ column }) => DATE_COLUMNS.includes(column))) {
    checkDates(reader, status, dates);
  }
  return status;
}

function derivedStatus({ finishedAt, handedOverAt, pausedAt, pauseGround, currentStage, holder }: StatusDates): DossierStatus {
  if (handedOverAt !== undefined) {
    return 'returned';
  }
  if (finishedAt !== undefined) {
    return 'finished';
  }
  if (pausedAt !== undefined) {
    return pausedStatus(pauseGround);
  }
  return currentStage === undefined && holder === undefined ? 'received' : 'in-progress';
}

function pausedStatus(ground: string | undefined): DossierStatus {
  switch (ground) {
    case undefined:
    case 'supplement':
      return 'awaiting-supplement';
    case 'financial-obligation':
      return 'awaiting-payment';
    default:
      return 'paused';
  }
}

function checkDates(reader: FieldReader, status: DossierStatus, dates: StatusDates): void {
  const contradiction = (column: string, detail: string): void => {
    reader.fault(column, 'status-contradicts-dates', `status ${status} ${detail}`);
  };
  switch (status) {
    case 'registered':
    case 'awaiting-completion':
    case 'cancelled':
      reader.fault('status', 'status-not-importable', status !== 'cancelled' ? 'an online filing without an answer must be answered where it was filed' : 'a cancelled dossier is in no figure');
      return;
    case 'intake-refused':
      mustBeEmpty(dates.finishedAt, 'finishedAt', contradiction);
      mustBeEmpty(dates.handedOverAt, 'handedOverAt', contradiction);
      mustBeEmpty(dates.pausedAt, 'pausedAt', contradiction);
      return;
    case 'finished':
      mustBeGiven(dates.finishedAt, 'finishedAt', contradiction);
      mustBeEmpty(dates.handedOverAt, 'handedOverAt', contradiction);
      return;
    case 'returned':
    case 'withdrawn':
    case 'suspended':
      mustBeGiven(dates.finishedAt, 'finishedAt', contradiction);
      return;
    case 'received':
    case 'in-progress':
      mustRun(dates, contradiction);
      mustBeEmpty(dates.pausedAt, 'pausedAt', contradiction);
      return;
    case 'awaiting-supplement':
    case 'awaiting-payment':
    case 'paused':
      mustRun(dates, contradiction);
      mustBeGiven(dates.pausedAt, 'pausedAt', contradiction);
      if (!groundFits(status, dates.pauseGround)) {
        contradiction('pauseGround', dates.pauseGround === undefined ? 'needs a ground' : `does not go with the ground ${dates.pauseGround}`);
      }
      return;
  }
}

type Contradiction = (column: string, detail: string) => void;

function mustRun(dates: StatusDates, contradiction: Contradiction): void {
  mustBeEmpty(dates.finishedAt, 'finishedAt', contradiction);
  mustBeEmpty(dates.handedOverAt, 'handedOverAt', contradiction);
}

function mustBeGiven(value: number | undefined, column: string, contradiction: Contradiction): void {
  if (value === undefined) {
    contradiction(column, `needs ${column}`);
  }
}

function mustBeEmpty(value: number | undefined, column: string, contradiction: Contradiction): void {
  if (value !== undefined) {
    contradiction(column, `does not go with ${column}`);
  }
}

function groundFits(status: 'awaiting-supplement' | 'awaiting-payment' | 'paused', ground: string | undefined): boolean {
  return ground === undefined ? status !== 'paused' : pausedStatus(ground) === status;
}
