import { canonicalJson, type CalendarDefinition, mergeCalendars, type Sha256 } from '#domain';
import { stableText } from '../stable-text.js';

/** The calendars of one agency in a version, by the hashes of their effective calendars. */
export type VersionMember = {
  readonly agency: string;
  readonly processing: string;
  readonly intake: string;
};

/**
 * The id of a calendar version: the hash of its members in order of their agencies and of the version it replaces. With its
 * predecessor in it versions form a chain in which each publication is another link. Were it the content alone, going back
 * to an earlier calendar would give the earlier id: dossiers that never left that version would look up to date, and
 * `calendar:<id>`, the cause under which a date moves at most once, would have been used already.
 */
export function calendarVersionId(previous: string | null, members: readonly VersionMember[], sha256: Sha256): string {
  const rows = members.map(({ agency, processing, intake }) => ({ agency, processing, intake }));
  return sha256(canonicalJson(previous === null ? rows : { previous, rows }));
}

/** The text of a layer's or an effective calendar's definition that is stored and hashed. */
export function definitionText(definition: object): string {
  return stableText(definition);
}

/** The effective calendar of layers, outermost first, as it is stored. Throws `CalendarDefinitionError` when a layer breaks a rule. */
export function effectiveText(layers: readonly CalendarDefinition[]): string {
  return definitionText(mergeCalendars(layers));
}

/** Code-unit order of agencies: the same on every machine, unlike a collation. */
export function byAgency(a: { readonly agency: string }, b: { readonly agency: string }): number {
  return a.agency < b.agency ? -1 : a.agency > b.agency ? 1 : 0;
}
