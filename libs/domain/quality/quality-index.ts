/**
 * The nine indices of TT 01/2018 Art. 13 in their order, each marked 0, 1 or 2: total time; time of each agency, coordinating ones
 * included; contacts of the applicant; agencies contacted; organisation of the desk; publicity; attitude; feedback; online filing.
 */
export const QUALITY_INDICES = ['total-time', 'agency-time', 'contacts', 'agencies-contacted', 'one-stop', 'publicity', 'attitude', 'feedback', 'online'] as const;
export type QualityIndex = (typeof QUALITY_INDICES)[number];

/** Indices marked for each dossier; the others are marked once for an agency. */
export const DOSSIER_INDICES = ['total-time', 'agency-time', 'contacts', 'agencies-contacted', 'publicity', 'attitude'] as const satisfies readonly QualityIndex[];
export type DossierIndex = (typeof DOSSIER_INDICES)[number];

/** Indices an officer is scored by (1, 2, 3, 4 and 7): at most ten. */
export const OFFICER_INDICES = ['total-time', 'agency-time', 'contacts', 'agencies-contacted', 'attitude'] as const satisfies readonly DossierIndex[];
export type OfficerIndex = (typeof OFFICER_INDICES)[number];

/** The mark of an index. */
export type Mark = 0 | 1 | 2;

/** The number of an index in the circular. */
export function numberOfIndex(index: QualityIndex): number {
  return QUALITY_INDICES.indexOf(index) + 1;
}

/** How each index is marked, in words. */
export const QUALITY_FORMULAS: Readonly<Record<QualityIndex, string>> = {
  'total-time': 'marks / dossiers finished with a date: finished on an earlier day than due 2, on time 1, late 0',
  'agency-time': 'marks / dossiers in which an agency had a term: every agency done on an earlier day 2, all in time 1, one of them late 0; of an officer, the stages they held (unverified)',
  contacts: 'marks / dossiers: the applicant had to contact nobody 2, once 1, more often 0',
  'agencies-contacted': 'marks / dossiers, by the number of agencies the applicant had to contact; its limits are the installation\'s (unverified)',
  'one-stop': 'a fifth or more done at the desk 2; all received at a desk 1; else 0 (what is done at the desk: unverified)',
  publicity: 'marks / dossiers: procedure posted at the counter and electronically 2, one of them 1, neither 0',
  attitude: 'marks / dossiers finished with a date: early without a complaint of conduct 2, on time without one 1, else 0',
  feedback: 'feedback answered on time of that due: all 2, 90 % or more 1, else 0',
  online: 'filed online: 30 % or more without a late one 2, 15 % or more 1 (also where one was late: unverified), else 0',
};
