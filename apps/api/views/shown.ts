import type { Shown } from '#service';
import type { DossierAnswer, TimelineAnswer } from './dossier-schema.js';

/** What of a request names whose data is shown. */
export type Params = { readonly params: Readonly<Record<string, string>> };
type Items<Item> = { readonly items: readonly Item[] };

/** The dossier named in the address, with the fields an answer shows of it. */
export const dossierOfAddress =
  (...fields: readonly string[]) =>
  (_answer: unknown, { params }: Params): readonly Shown[] => [{ kind: 'dossier', key: params['code'] ?? '', fields }];

/** Something else named in the address. */
export const ofAddress =
  (kind: Shown['kind'], parameter: string, ...fields: readonly string[]) =>
  (_answer: unknown, { params }: Params): readonly Shown[] => [{ kind, key: params[parameter] ?? '', fields }];

/** What a dossier's own page shows of its people; nothing to who may not read it, or once it is erased. */
export function shownOfDossier(answer: DossierAnswer | null): readonly Shown[] {
  if (answer?.personal == null) {
    return [];
  }
  const { applicant, proxy, ...words } = answer.personal;
  const of = (person: object | null, whose: string): readonly string[] => Object.keys(person ?? {}).filter((name) => name !== 'type').map((name) => `${whose}.${name}`);
  const said = (['requestContent', 'note', 'outageReason'] as const).filter((name) => words[name] !== null);
  return [{ kind: 'dossier', key: answer.code, fields: [...of(applicant, 'applicant'), ...of(proxy, 'proxy'), ...said] }];
}

/** What a page of a dossier's history shows in words. */
export function shownOfTimeline({ items }: Items<TimelineAnswer>, asked: Params): readonly Shown[] {
  const fields = new Set(items.flatMap(({ text }) => Object.keys(text ?? {})));
  return fields.size === 0 ? [] : dossierOfAddress(...fields)(items, asked);
}

/** Dossiers of a list that show the name of their applicant. */
export function shownNames({ items }: Items<{ readonly code: string; readonly applicantName: string | null }>): readonly Shown[] {
  return items.filter(({ applicantName }) => applicantName !== null).map(({ code }) => ({ kind: 'dossier', key: code, fields: ['applicant.name'] }));
}
