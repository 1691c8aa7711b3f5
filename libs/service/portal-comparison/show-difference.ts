import { formatIsoDateVi, formatShortVi, PORTAL_DIFFERENCE_LABELS, PORTAL_FORMULAS, PORTAL_MEASURE_LABELS, PORTAL_PUNCTUALITY_LABELS, PORTAL_STATUS_LABELS, portalCountReasonVi, portalMomentVi, portalReasonVi } from '#vi';
import type { PortalDifference } from './difference.js';

/** A difference in words, with what it is about. */
export interface ShownDifference {
  readonly label: string;
  /** The dossier's code, or the name of the agency or field. */
  readonly subject: string;
  /** What is counted and how, where a number differs. */
  readonly measure?: string;
  readonly formula?: string;
  readonly theirs?: string;
  readonly ours?: string;
  readonly byDate?: string;
  readonly reason: string;
  readonly row?: number;
}

/** A difference in the words people read. */
export function showDifference(difference: PortalDifference): ShownDifference {
  const label = PORTAL_DIFFERENCE_LABELS[difference.kind];
  const reason = difference.kind === 'count' ? portalCountReasonVi(difference.reason) : portalReasonVi(difference.reason, difference.kind === 'other-punctuality' ? difference : {});
  const row = 'row' in difference ? { row: difference.row } : {};
  switch (difference.kind) {
    case 'count': {
      const { subject, measure, theirs, ours, byDate } = difference;
      return { label, subject: subject.name, measure: PORTAL_MEASURE_LABELS[measure], formula: PORTAL_FORMULAS[measure], theirs: String(theirs), ours: String(ours), ...(byDate === undefined ? {} : { byDate: String(byDate) }), reason };
    }
    case 'only-there':
    case 'only-here':
    case 'listed-twice':
      return { label, subject: difference.code, reason, ...row };
    case 'other-status':
      return { label, subject: difference.code, theirs: PORTAL_STATUS_LABELS[difference.theirs], ...(difference.ours === undefined ? {} : { ours: PORTAL_STATUS_LABELS[difference.ours] }), reason, ...row };
    case 'other-due':
      return { label, subject: difference.code, theirs: portalMomentVi(difference.theirs), ...(difference.ours === undefined ? {} : { ours: formatShortVi(difference.ours) }), reason, ...row };
    case 'other-punctuality':
      return {
        label,
        subject: difference.code,
        theirs: PORTAL_PUNCTUALITY_LABELS[difference.theirs],
        ours: PORTAL_PUNCTUALITY_LABELS[difference.ours],
        byDate: PORTAL_PUNCTUALITY_LABELS[difference.byDate],
        reason,
        ...row,
      };
  }
}

/** The days of a comparison as its title names them. */
export function spanVi(first: string, last: string): string {
  return first === last ? `ngày ${formatIsoDateVi(first)}` : `từ ngày ${formatIsoDateVi(first)} đến ngày ${formatIsoDateVi(last)}`;
}
