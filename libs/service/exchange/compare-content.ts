import { type Agency, differenceOf, type Instant, type JsonChange, jsonDifference, localDateOf, formatLocalDate, type LetterTemplateChoice, type ProcedureChange, type ProcedureVersion, type Sha256 } from '#domain';
import { definitionText } from '../calendars/version-id.js';
import { stableText } from '../stable-text.js';
import type { ExchangeContent, ExchangePart } from './exchange-file.js';

/**
 * How something of a file stands to what is here. `older`: it says what an earlier version here said. `missing`: it is here and not in the file; importing takes
 * nothing away.
 */
export const EXCHANGE_STANDINGS = ['new', 'changed', 'same', 'older', 'missing'] as const;
type ExchangeStanding = (typeof EXCHANGE_STANDINGS)[number];

/** One thing of a catalogue in a file beside what is here. */
export interface ExchangeItem {
  readonly part: ExchangePart;
  /** Code of an agency, scope of a template, code of a procedure (with the day from which it begins, where that lies ahead), `layer:` or `agency:` and the id of a calendar's part. */
  readonly key: string;
  readonly name: string;
  readonly standing: ExchangeStanding;
  readonly changes: readonly JsonChange[];
  /** Of a procedure: what the two versions say differently. */
  readonly facts: readonly ProcedureChange[];
  /** Canonical text of what is here; absent where there is nothing, and of what is only here. */
  readonly here?: string;
}

/** What is here, with every text a procedure ever had. */
export interface PresentContent {
  readonly content: ExchangeContent;
  /** Texts without number and beginning, by procedure code. */
  readonly earlier: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Everything of a file beside what is here, part by part; parts the file does not carry are not compared. */
export function compareContent(file: ExchangeContent, { content: here, earlier }: PresentContent, at: Instant): readonly ExchangeItem[] {
  const today = formatLocalDate(localDateOf(at));
  return [
    ...(file.agencies === undefined ? [] : compareBy('agencies', keyed(here.agencies ?? [], ({ code }) => code), keyed(file.agencies, ({ code }) => code), ({ name }: Agency) => name)),
    ...(file.procedures === undefined ? [] : compareProcedures(here.procedures ?? [], file.procedures, earlier, today)),
    ...(file.templates === undefined ? [] : compareBy('templates', new Map(Object.entries(here.templates ?? {})), new Map(Object.entries(file.templates)), (_: LetterTemplateChoice, scope) => scope)),
    ...(file.calendars === undefined ? [] : compareCalendars(here.calendars, file.calendars)),
  ];
}

/** What stands for a comparison: it changes once anything here changes that applying what differs would take the place of. */
export function comparisonHash(items: readonly ExchangeItem[], sha256: Sha256): string {
  return sha256(stableText(items.filter(({ standing }) => standing === 'new' || standing === 'changed').map(({ part, key, here }) => [part, key, here ?? null])));
}

/** A version without its number, and without its beginning where that lies behind: two installations number and begin on their own. */
export function comparedText({ version: _, effectiveFrom, ...rest }: ProcedureVersion, today: string): string {
  return stableText({ ...rest, ...(effectiveFrom > today ? { effectiveFrom } : {}) });
}

/** The key of a version among those of a file. */
export function procedureKey({ code, effectiveFrom }: ProcedureVersion, today: string): string {
  return effectiveFrom > today ? `${code}@${effectiveFrom}` : code;
}

function compareProcedures(here: readonly ProcedureVersion[], file: readonly ProcedureVersion[], earlier: PresentContent['earlier'], today: string): readonly ExchangeItem[] {
  const [present, given] = [keyed(here, (one) => procedureKey(one, today)), keyed(file, (one) => procedureKey(one, today))];
  const items = [...given].map(([key, after]): ExchangeItem => {
    const before = present.get(key);
    const text = comparedText(after, today);
    const same = before !== undefined && comparedText(before, today) === text;
    const standing = same ? 'same' : before === undefined ? 'new' : (earlier.get(after.code)?.has(text) ?? false) ? 'older' : 'changed';
    return { part: 'procedures', key, name: after.name, standing, changes: [], facts: same || before === undefined ? [] : differenceOf(before, after), ...(before === undefined ? {} : { here: comparedText(before, today) }) };
  });
  return [...items, ...missingOf('procedures', present, given, ({ name }) => name)];
}

function compareCalendars(here: ExchangeContent['calendars'], file: NonNullable<ExchangeContent['calendars']>): readonly ExchangeItem[] {
  const layers = compareBy('calendars', keyed(here?.layers ?? [], ({ id }) => `layer:${id}`), keyed(file.layers, ({ id }) => `layer:${id}`), ({ name }) => name, definitionText);
  const agencies = compareBy('calendars', keyed(here?.assignments ?? [], ({ agency }) => `agency:${agency}`), keyed(file.assignments, ({ agency }) => `agency:${agency}`), ({ agency }) => agency);
  return [...layers, ...agencies];
}

function compareBy<T extends object>(part: ExchangePart, here: ReadonlyMap<string, T>, file: ReadonlyMap<string, T>, nameOf: (one: T, key: string) => string, textOf: (one: T) => string = stableText): readonly ExchangeItem[] {
  const items = [...file].map(([key, after]): ExchangeItem => {
    const before = here.get(key);
    const same = before !== undefined && textOf(before) === textOf(after);
    return { part, key, name: nameOf(after, key), standing: before === undefined ? 'new' : same ? 'same' : 'changed', changes: same || before === undefined ? [] : jsonDifference(before, after), facts: [], ...(before === undefined ? {} : { here: textOf(before) }) };
  });
  return [...items, ...missingOf(part, here, file, nameOf)];
}

function missingOf<T>(part: ExchangePart, here: ReadonlyMap<string, T>, file: ReadonlyMap<string, T>, nameOf: (one: T, key: string) => string): readonly ExchangeItem[] {
  return [...here].flatMap(([key, one]) => (file.has(key) ? [] : [{ part, key, name: nameOf(one, key), standing: 'missing' as const, changes: [], facts: [] }]));
}

function keyed<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [keyOf(one), one]));
}
