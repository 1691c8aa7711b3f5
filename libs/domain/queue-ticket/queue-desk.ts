import { count, filledListOf, filledText, listOf, ProcedureFormatError, type Reader, shapeOf, text } from '../procedure/json-shape.js';

/** People who wait for the same kind of work; each series counts its own numbers. */
export interface QueueSeries {
  /** One to three capital letters or digits, printed before the number. */
  readonly code: string;
  readonly name: string;
}

/** A desk that hands out numbers to those who wait. */
export interface QueueDesk {
  readonly agency: string;
  /** How many windows call; they are numbered from 1. */
  readonly windows: number;
  readonly series: readonly QueueSeries[];
}

const SERIES_CODE = /^[A-Z0-9]{1,3}$/;
const MOST_WINDOWS = 99;
const DIGITS = 3;

const readSeries = shapeOf<QueueSeries>({ code: text, name: filledText }, {});
const readDesk = shapeOf<QueueDesk>({ agency: filledText, windows: count, series: filledListOf(readSeries) }, {});

/** Reads the desks an installation lets hand out numbers. Throws `ProcedureFormatError` for a desk or series named twice, and for codes no slip prints. */
export const readQueueDesks: Reader<readonly QueueDesk[]> = (value, path) => {
  const desks = listOf(readDesk)(value, path);
  desks.forEach(({ agency, windows, series }, index) => {
    const place = `${path}[${String(index)}]`;
    if (desks.findIndex((other) => other.agency === agency) < index) {
      throw new ProcedureFormatError(`${place}.agency`, 'another one: each desk stands in the list once', agency);
    }
    if (windows < 1 || windows > MOST_WINDOWS) {
      throw new ProcedureFormatError(`${place}.windows`, `a number of windows from 1 to ${String(MOST_WINDOWS)}`, windows);
    }
    series.forEach(({ code }, at) => {
      if (!SERIES_CODE.test(code) || series.findIndex((other) => other.code === code) < at) {
        throw new ProcedureFormatError(`${place}.series[${String(at)}].code`, 'one to three capital letters or digits, other than those before', code);
      }
    });
  });
  return desks;
};

/** A number as it is printed, shown and called: `A007`. */
export function ticketLabel(series: string, number: number): string {
  return `${series}${String(number).padStart(DIGITS, '0')}`;
}
