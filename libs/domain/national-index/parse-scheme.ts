import { type Points, pointsOf } from '../par-index/points.js';
import { amount, filledListOf, filledText, flag, localDay, oneOf, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import { INDEX_INPUTS, type IndexComponent, type IndexGroup, type IndexRule, type IndexScheme } from './scheme.js';

const HUNDREDTHS_PER_PERCENT = 100;
const WHOLE = 100 * HUNDREDTHS_PER_PERCENT;

const points: Reader<Points> = (value, path) => {
  try {
    return pointsOf(amount(value, path));
  } catch (error) {
    throw error instanceof RangeError ? new ProcedureFormatError(path, 'points from 0 with two decimals at most', value) : error;
  }
};

const percentage: Reader<number> = (value, path) => {
  const hundredths = Math.round(amount(value, path) * HUNDREDTHS_PER_PERCENT);
  if (hundredths < 1 || hundredths > WHOLE || hundredths / HUNDREDTHS_PER_PERCENT !== value) {
    throw new ProcedureFormatError(path, 'a percentage above 0 and up to 100 with two decimals at most', value);
  }
  return hundredths;
};

const component = shapeOf<IndexComponent>(
  { code: filledText, name: filledText, maximum: points, verified: flag, source: filledText },
  {
    item: filledText,
    input: oneOf(INDEX_INPUTS),
    rule: shapeOf<IndexRule>({ below: oneOf(['share', 'share-of-full']) }, { fullFrom: percentage, nothingArose: points }),
    note: filledText,
  },
);
const group = shapeOf<IndexGroup>({ code: filledText, name: filledText, maximum: points, verified: flag, source: filledText, components: filledListOf(component) }, {});
const scheme = shapeOf<IndexScheme>(
  { name: filledText, document: filledText, issuedOn: localDay, sources: filledListOf(shapeOf<IndexScheme['sources'][number]>({ id: filledText, text: filledText }, {})), groups: filledListOf(group) },
  {},
);

/**
 * The national index from JSON, points and percentages as decimal numbers. Throws `ProcedureFormatError` with the path of the first
 * thing wrong: a key, a code or input that stands twice, a part without its source, an input without its rule, more points where
 * nothing arose than the component has, components that do not add up to their group.
 */
export function parseIndexScheme(json: unknown): IndexScheme {
  const read = scheme(json, '');
  const sources = new Set(read.sources.map(({ id }) => id));
  const seen = new Set<string>();
  const once = (what: string, path: string): void => {
    if (seen.has(what)) {
      throw new ProcedureFormatError(path, 'one no other has', what);
    }
    seen.add(what);
  };
  read.groups.forEach((each, place) => {
    const path = `groups[${String(place)}]`;
    checkSource(each.source, sources, `${path}.source`);
    each.components.forEach((one, index) => {
      const at = `${path}.components[${String(index)}]`;
      once(`code ${one.code}`, `${at}.code`);
      if (one.input !== undefined) {
        once(`input ${one.input}`, `${at}.input`);
      }
      checkSource(one.source, sources, `${at}.source`);
      checkRule(one, at);
    });
    const sum = each.components.reduce((total, { maximum }) => total + maximum, 0);
    if (sum !== each.maximum) {
      throw new ProcedureFormatError(`${path}.maximum`, `the sum of its components, ${String(sum / HUNDREDTHS_PER_PERCENT)}`, each.maximum / HUNDREDTHS_PER_PERCENT);
    }
  });
  return read;
}

function checkSource(source: string, known: ReadonlySet<string>, path: string): void {
  if (!known.has(source)) {
    throw new ProcedureFormatError(path, 'the id of one of the sources', source);
  }
}

function checkRule({ input, rule, maximum }: IndexComponent, path: string): void {
  if ((input === undefined) !== (rule === undefined)) {
    throw new ProcedureFormatError(`${path}.rule`, 'given together with the input', rule);
  }
  if ((rule?.nothingArose ?? 0) > maximum) {
    throw new ProcedureFormatError(`${path}.rule.nothingArose`, 'no more than the component has', rule?.nothingArose);
  }
}
