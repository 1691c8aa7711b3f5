import type { DossierIndex, Mark, OfficerIndex } from './quality-index.js';
import { type Pace, paceOfRun, type Posting, type QualityFacts } from './quality-facts.js';
import type { QualitySettings } from './quality-settings.js';

const OF_PUNCTUALITY: Readonly<Record<QualityFacts['punctuality'], Mark | undefined>> = { early: 2, 'on-time': 1, late: 0, undated: undefined };
const SHARE_AT_DESK = 20;
const SHARE_ONLINE_FOR_TWO = 30;
const SHARE_ONLINE_FOR_ONE = 15;
const SHARE_FEEDBACK_FOR_ONE = 90;

/** The mark of an index for one dossier; `undefined` where there is nothing to judge: a dossier without a date, or without a term of an agency. */
export function markOfDossier(index: DossierIndex, facts: QualityFacts, settings: QualitySettings): Mark | undefined {
  switch (index) {
    case 'total-time':
      return OF_PUNCTUALITY[facts.punctuality];
    case 'agency-time':
      return markOfPaces([...facts.runs.map(paceOfRun), ...facts.others]);
    case 'contacts':
      return facts.applicantContacts === 0 ? 2 : facts.applicantContacts === 1 ? 1 : 0;
    case 'agencies-contacted':
      return facts.agenciesContacted <= settings.agenciesForTwo ? 2 : facts.agenciesContacted <= settings.agenciesForOne ? 1 : 0;
    case 'publicity':
      return markOfPosting(facts.procedurePosting);
    case 'attitude':
      return markOfAttitude(facts, settings);
  }
}

/** The mark of an index for one dossier of an officer: of the time of agencies, only the stages they held are theirs. */
export function markOfOfficer(index: OfficerIndex, facts: QualityFacts, officer: string, settings: QualitySettings): Mark | undefined {
  return index === 'agency-time' ? markOfPaces(facts.runs.filter((run) => run.officer === officer).map(paceOfRun)) : markOfDossier(index, facts, settings);
}

/** Index 6 by where something stands posted. */
export function markOfPosting({ posted, electronic }: Posting): Mark {
  return posted && electronic ? 2 : posted || electronic ? 1 : 0;
}

/** Dossiers of an agency by what its own indices look at. */
export interface UnitCounts {
  readonly dossiers: number;
  readonly atDesk: number;
  readonly receivedAtDesk: number;
  readonly online: number;
  readonly onlineLate: number;
}

/** Index 5, none without dossiers. */
export function markOfOneStop({ dossiers, atDesk, receivedAtDesk }: UnitCounts): Mark | undefined {
  return dossiers === 0 ? undefined : isShare(atDesk, dossiers, SHARE_AT_DESK) ? 2 : receivedAtDesk === dossiers ? 1 : 0;
}

/** Index 9, none without dossiers. */
export function markOfOnline({ dossiers, online, onlineLate }: UnitCounts): Mark | undefined {
  if (dossiers === 0) {
    return undefined;
  }
  return isShare(online, dossiers, SHARE_ONLINE_FOR_TWO) && onlineLate === 0 ? 2 : isShare(online, dossiers, SHARE_ONLINE_FOR_ONE) ? 1 : 0;
}

/** Index 8 from feedback answered on time of that due, none where nothing was due. */
export function markOfFeedback({ n, d }: { readonly n: number; readonly d: number }): Mark | undefined {
  return d === 0 ? undefined : n === d ? 2 : isShare(n, d, SHARE_FEEDBACK_FOR_ONE) ? 1 : 0;
}

function markOfPaces(paces: readonly (Pace | undefined)[]): Mark | undefined {
  const judged = paces.filter((pace) => pace !== undefined);
  if (judged.length === 0) {
    return undefined;
  }
  return judged.includes('longer') ? 0 : judged.includes('equal') ? 1 : 2;
}

function markOfAttitude({ punctuality, complaints, dissatisfied }: QualityFacts, { ratingIsComplaint }: QualitySettings): Mark | undefined {
  const isComplained = complaints > 0 || (ratingIsComplaint && dissatisfied);
  const mark = OF_PUNCTUALITY[punctuality];
  return mark === undefined || !isComplained ? mark : 0;
}

/** True when n is the percentage of d or more, by whole numbers. */
function isShare(n: number, d: number, percent: number): boolean {
  return n * 100 >= percent * d;
}
