import { type Agency, NATION } from '#domain';
import type { ExchangeFile, ExchangePart } from './exchange-file.js';

/** Something of a file that is another province's: `path` says where in the file, such as `parts.agencies[3].province`. */
export interface BeyondProvince {
  readonly part: ExchangePart;
  readonly key: string;
  readonly path: string;
}

/**
 * What of a file is not its own province's to say: an agency of another province, or one that is another province's here; a template, or an
 * assignment of calendars, of such an agency. The nation's template is everybody's. Codes neither the file nor the catalogue knows are left to
 * who applies it. Whoever writes a file states its hash, so that this cannot rest on where the file came from.
 */
export function beyondProvince({ province, parts }: Pick<ExchangeFile, 'province' | 'parts'>, here: ReadonlyMap<string, Agency>): readonly BeyondProvince[] {
  const foreign = new Set((parts.agencies ?? []).filter((agency) => agency.province !== province).map(({ code }) => code));
  const isOthers = (code: string): boolean => foreign.has(code) || (here.get(code)?.province ?? province) !== province;
  return [
    ...(parts.agencies ?? []).flatMap(({ code }, index) => (isOthers(code) ? [{ part: 'agencies' as const, key: code, path: `parts.agencies[${String(index)}].province` }] : [])),
    ...Object.keys(parts.templates ?? {}).flatMap((scope) => (scope !== NATION && isOthers(scope) ? [{ part: 'templates' as const, key: scope, path: `parts.templates.${scope}` }] : [])),
    ...(parts.calendars?.assignments ?? []).flatMap(({ agency }, index) => (isOthers(agency) ? [{ part: 'calendars' as const, key: `agency:${agency}`, path: `parts.calendars.assignments[${String(index)}].agency` }] : [])),
  ];
}
