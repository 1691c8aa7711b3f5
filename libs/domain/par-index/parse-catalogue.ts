import { amount, count, filledListOf, filledText, listOf, localDay, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import type { ParArea, ParCatalogue, ParCriterion, ParItem, ParSource, ParTotals } from './catalogue.js';
import { type Points, pointsOf } from './points.js';

const CODE = /^[1-9]\d?(\.[1-9]\d?){0,2}$/;

const points: Reader<Points> = (value, path) => {
  try {
    return pointsOf(amount(value, path));
  } catch (error) {
    throw error instanceof RangeError ? new ProcedureFormatError(path, 'points from 0 with two decimals at most', value) : error;
  }
};

const code: Reader<string> = (value, path) => {
  const read = filledText(value, path);
  if (!CODE.test(read)) {
    throw new ProcedureFormatError(path, 'a number such as 3, 3.1 or 3.1.2', value);
  }
  return read;
};

const itemParts = { name: filledText, maximum: points, source: filledText };
const item = shapeOf<ParItem>({ code }, itemParts);
const criterion: Reader<ParCriterion> = (value, path) => ({ parts: [], ...shapeOf<ParItem & { readonly parts?: readonly ParItem[] }>({ code }, { ...itemParts, parts: listOf(item) })(value, path) });
const area: Reader<ParArea> = (value, path) => {
  const shape = shapeOf<Omit<ParArea, 'items'> & { readonly items?: readonly ParCriterion[] }>(
    { code, name: filledText, source: filledText },
    { criteria: count, subCriteria: count, items: listOf(criterion) },
  );
  return { items: [], ...shape(value, path) };
};

const shape = shapeOf<ParCatalogue>(
  {
    code: filledText,
    name: filledText,
    document: filledText,
    issuedOn: localDay,
    totals: shapeOf<ParTotals>({}, { areas: count, criteria: count, subCriteria: count, points, surveyPoints: points }),
    sources: filledListOf(shapeOf<ParSource>({ id: filledText, text: filledText }, {})),
    areas: listOf(area),
  },
  { firstYear: count, lastYear: count },
);

/**
 * A set of criteria from JSON, points as decimal numbers. Throws `ProcedureFormatError` with the path of the first thing wrong: a key, a
 * number that stands twice or in another area, a part without its source, counts and points that do not add up.
 */
export function parseParCatalogue(json: unknown): ParCatalogue {
  const read = shape(json, '');
  checkNumbers(read);
  checkSources(read);
  checkCounts(read);
  read.areas.forEach(({ items }, place) => {
    items.forEach((each, index) => {
      checkSum(each, `areas[${String(place)}].items[${String(index)}]`);
    });
  });
  return read;
}

function checkNumbers({ areas }: ParCatalogue): void {
  const seen = new Set<string>();
  const once = (number: string, path: string, parent?: string): void => {
    if (seen.has(number) || (parent !== undefined && (!number.startsWith(`${parent}.`) || number.split('.').length !== parent.split('.').length + 1))) {
      throw new ProcedureFormatError(`${path}.code`, parent === undefined ? 'a number no other has' : `a number no other has, beginning with ${parent}.`, number);
    }
    seen.add(number);
  };
  areas.forEach((each, place) => {
    const path = `areas[${String(place)}]`;
    once(each.code, path);
    each.items.forEach((known, index) => {
      const at = `${path}.items[${String(index)}]`;
      once(known.code, at, each.code);
      if (each.criteria !== undefined && Number(known.code.split('.')[1]) > each.criteria) {
        throw new ProcedureFormatError(`${at}.code`, `one of the ${String(each.criteria)} criteria of its area`, known.code);
      }
      known.parts.forEach((part, nested) => {
        once(part.code, `${at}.parts[${String(nested)}]`, known.code);
      });
    });
  });
}

/** Nothing is known without somebody who says so. */
function checkSources({ areas, sources }: ParCatalogue): void {
  const ids = new Set(sources.map(({ id }) => id));
  const named = (source: string | undefined, path: string): void => {
    if (source === undefined || !ids.has(source)) {
      throw new ProcedureFormatError(`${path}.source`, 'the id of one of the sources', source);
    }
  };
  areas.forEach((each, place) => {
    named(each.source, `areas[${String(place)}]`);
    each.items.forEach((known, index) => {
      const path = `areas[${String(place)}].items[${String(index)}]`;
      [known, ...known.parts].forEach((one, nested) => {
        if (one.name !== undefined || one.maximum !== undefined) {
          named(one.source, nested === 0 ? path : `${path}.parts[${String(nested - 1)}]`);
        }
      });
    });
  });
}

function checkCounts({ areas, totals }: ParCatalogue): void {
  const sums: readonly (readonly [total: number | undefined, parts: readonly (number | undefined)[], path: string])[] = [
    [totals.criteria, areas.map(({ criteria }) => criteria), 'totals.criteria'],
    [totals.subCriteria, areas.map(({ subCriteria }) => subCriteria), 'totals.subCriteria'],
  ];
  if (totals.areas !== undefined && areas.length > 0 && areas.length !== totals.areas) {
    throw new ProcedureFormatError('totals.areas', `the number of areas listed, ${String(areas.length)}`, totals.areas);
  }
  for (const [total, parts, path] of sums) {
    const sum = sumOf(parts);
    if (total !== undefined && sum !== undefined && parts.length > 0 && sum !== total) {
      throw new ProcedureFormatError(path, `the sum over the areas, ${String(sum)}`, total);
    }
  }
  areas.forEach(({ subCriteria, items }, place) => {
    const placed = items.reduce((sum, { parts }) => sum + parts.length, 0);
    if (subCriteria !== undefined && placed > subCriteria) {
      throw new ProcedureFormatError(`areas[${String(place)}].items`, `criteria with ${String(subCriteria)} parts together at most`, placed);
    }
  });
  const known = areas.flatMap(({ items }) => items.map(({ maximum, parts }) => maximum ?? parts.reduce((sum, part) => sum + (part.maximum ?? 0), 0)));
  const all = known.reduce((sum, each) => sum + each, 0);
  if (totals.points !== undefined && all > totals.points) {
    throw new ProcedureFormatError('totals.points', `no less than its criteria have together, ${String(all / 100)}`, totals.points / 100);
  }
}

/** A criterion whose parts are all known has as many points as they together. */
function checkSum({ maximum, parts }: ParCriterion, path: string): void {
  const sum = parts.length === 0 ? undefined : sumOf(parts.map((part) => part.maximum));
  if (maximum !== undefined && sum !== undefined && sum !== maximum) {
    throw new ProcedureFormatError(`${path}.maximum`, `the sum of its parts, ${String(sum / 100)}`, maximum / 100);
  }
}

/** The sum, unless one is not known. */
function sumOf(parts: readonly (number | undefined)[]): number | undefined {
  return parts.reduce<number | undefined>((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), 0);
}
