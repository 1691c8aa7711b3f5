import type { EvidenceRef } from '../deadline-case/evidence-ref.js';
import type { LegalBasis } from '../procedure/procedure.js';
import { parseLocalDate } from '../time/local-date.js';

/** Who announces: a minister the procedures of the field, a provincial chairman those of the province (NĐ 63/2010 Art. 13). */
export const ISSUER_LEVELS = ['ministry', 'province'] as const;
export type IssuerLevel = (typeof ISSUER_LEVELS)[number];

/** What is announced: one procedure, or an interlinked group of them, which is announced like one. */
export const SUBJECT_KINDS = ['procedure', 'group'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What a decision does to a procedure (công bố mới, sửa đổi bổ sung, bãi bỏ). */
export const ITEM_CHANGES = ['new', 'amended', 'repealed'] as const;
export type ItemChange = (typeof ITEM_CHANGES)[number];

/** One line of a decision: a version of a procedure or group, and what becomes of it. Of a repeal, the version that lapses. */
export interface AnnouncedItem {
  readonly kind: SubjectKind;
  readonly code: string;
  readonly version: number;
  readonly change: ItemChange;
}

/** That the legal text was made by the shortened procedure (trình tự, thủ tục rút gọn), by which document, and when it was promulgated. */
export interface FastTrack {
  readonly ground: LegalBasis;
  /** ISO local day. */
  readonly promulgatedOn: string;
}

/** What an announcement decision (quyết định công bố) says. Days are ISO local days. */
export interface AnnouncementFacts {
  /** As printed, such as `1245/QĐ-UBND`. */
  readonly number: string;
  readonly issuer: { readonly agency: string; readonly level: IssuerLevel };
  readonly signedOn: string;
  /** First day of effect of the legal text that rules the procedures. */
  readonly effectiveOn: string;
  readonly fastTrack?: FastTrack;
  /** Each subject once. */
  readonly items: readonly AnnouncedItem[];
  /** The decision itself. */
  readonly evidence: readonly EvidenceRef[];
}

/** Why a decision cannot be as it was entered; each has a sentence in libs/vi. */
export type AnnouncementFault =
  | { readonly code: 'signed-in-future'; readonly day: string }
  | { readonly code: 'announced-twice'; readonly subject: string }
  | { readonly code: 'nothing-announced' }
  | { readonly code: 'decision-file-missing' };

/** The first thing wrong with a decision entered on local day `today`. */
export function announcementFault({ signedOn, items, evidence }: AnnouncementFacts, today: string): AnnouncementFault | undefined {
  if (parseLocalDate(signedOn) > parseLocalDate(today)) {
    return { code: 'signed-in-future', day: signedOn };
  }
  if (items.length === 0) {
    return { code: 'nothing-announced' };
  }
  if (evidence.length === 0) {
    return { code: 'decision-file-missing' };
  }
  const subjects = items.map(subjectOf);
  const twice = subjects.find((subject, index) => subjects.indexOf(subject) < index);
  return twice === undefined ? undefined : { code: 'announced-twice', subject: twice };
}

/** Which procedure or group an item is about, whatever its version: what the indices count once. */
export function subjectOf({ kind, code }: Pick<AnnouncedItem, 'kind' | 'code'>): string {
  return `${kind}:${code}`;
}

/** The item itself: another version or another change of the same subject is another item. */
export function itemKey({ kind, code, version, change }: AnnouncedItem): string {
  return `${kind}:${code}:${String(version)}:${change}`;
}
