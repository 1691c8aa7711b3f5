import type { Points } from './points.js';

/** Where a known part of a catalogue is read: a document, or a plan that quotes it. */
export interface ParSource {
  readonly id: string;
  readonly text: string;
}

/**
 * A criterion or sub-criterion. A part no source states is unknown and left out: without a name it is shown as such, without
 * `maximum` it cannot be scored. `source` names where name and points are read.
 */
export interface ParItem {
  readonly code: string;
  readonly name?: string;
  readonly maximum?: Points;
  readonly source?: string;
}

/** A criterion with those of its sub-criteria that are known. */
export interface ParCriterion extends ParItem {
  readonly parts: readonly ParItem[];
}

/** An area of assessment. `criteria` and `subCriteria` are how many the decision has; absent where no source says. */
export interface ParArea {
  readonly code: string;
  readonly name: string;
  readonly source: string;
  readonly criteria?: number;
  readonly subCriteria?: number;
  /** Those known by name or points, in order. */
  readonly items: readonly ParCriterion[];
}

/** How many of each the decision has, and of how many points; absent where no source says. */
export interface ParTotals {
  readonly areas?: number;
  readonly criteria?: number;
  readonly subCriteria?: number;
  readonly points?: Points;
  /** Points given by surveys and not by the agency itself. */
  readonly surveyPoints?: Points;
}

/** A set of criteria by which a year is scored, as far as it is known. An installation completes it by publishing a new version. */
export interface ParCatalogue {
  readonly code: string;
  readonly name: string;
  /** The decision that issues it, such as `876/QĐ-BNV`, and its day. */
  readonly document: string;
  readonly issuedOn: string;
  /** Years the decision names; absent where no source says. */
  readonly firstYear?: number;
  readonly lastYear?: number;
  readonly totals: ParTotals;
  readonly sources: readonly ParSource[];
  readonly areas: readonly ParArea[];
}

/** A line of the score table: an area's criterion, or a part of one. */
export interface ParRow {
  readonly area: string;
  readonly item: ParItem;
  /** The criterion it is a part of. */
  readonly parent?: string;
  /** Its points are the sum of its parts. */
  readonly isSum: boolean;
}

/** Every criterion of the catalogue in order, one whose parts are all known with their points together; those nobody knows yet carry the next free numbers of their area. */
export function rowsOf(catalogue: ParCatalogue): readonly ParRow[] {
  return catalogue.areas.flatMap((area) => criteriaOf(area).flatMap((criterion) => rowsOfCriterion(area.code, criterion)));
}

/** The criteria of an area, the unknown ones under their numbers. */
function criteriaOf(area: ParArea): readonly ParCriterion[] {
  const known = new Map(area.items.map((item) => [item.code, item]));
  const numbers = Array.from({ length: area.criteria ?? 0 }, (_, index) => `${area.code}.${String(index + 1)}`);
  const codes = [...new Set([...numbers, ...known.keys()])].sort(byNumber);
  return codes.map((code) => known.get(code) ?? { code, parts: [] });
}

/** How many sub-criteria of an area are known to exist, and under which criterion they stand is not. */
export function unplacedParts({ subCriteria, items }: ParArea): number {
  return Math.max((subCriteria ?? 0) - items.reduce((sum, { parts }) => sum + parts.length, 0), 0);
}

/** Orders codes such as `2.10` and `2.9` by their numbers. */
export function byNumber(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const place = left.findIndex((number, index) => number !== right[index]);
  return place === -1 ? left.length - right.length : (left[place] ?? 0) - (right[place] ?? -1);
}

function numbersOf(code: string): readonly number[] {
  return code.split('.').map(Number);
}

function rowsOfCriterion(area: string, criterion: ParCriterion): readonly ParRow[] {
  const { parts, ...own } = criterion;
  const sum = parts.reduce<Points | undefined>((total, { maximum }) => (total === undefined || maximum === undefined ? undefined : total + maximum), 0);
  const item = parts.length === 0 || own.maximum !== undefined || sum === undefined ? own : { ...own, maximum: sum };
  return [{ area, item, isSum: parts.length > 0 }, ...parts.map((part): ParRow => ({ area, item: part, parent: criterion.code, isSum: false }))];
}
