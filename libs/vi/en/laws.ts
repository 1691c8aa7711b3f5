import type { LegalCitation, LegalRef } from '#domain';
import { documentVi } from '../legal-citations.js';
import { quoted } from './formats.js';

const CIVIL_CODE = quoted('Bộ luật Dân sự 2015');
const DECREE_61 = quoted('Nghị định 61/2018/NĐ-CP');

/** Articles and practices behind steps of an explanation. Documents keep their Vietnamese names: by these they are found. */
export const LAWS_EN: Readonly<Record<LegalRef, string>> = {
  'civil-code-2015:147.1': `Article 147, clause 1 of ${CIVIL_CODE}`,
  'civil-code-2015:147.3': `Article 147, clause 3 of ${CIVIL_CODE}`,
  'civil-code-2015:148.1': `Article 148, clause 1 of ${CIVIL_CODE}`,
  'civil-code-2015:148.3': `Article 148, clause 3 of ${CIVIL_CODE}`,
  'civil-code-2015:148.4': `Article 148, clause 4 of ${CIVIL_CODE}`,
  'civil-code-2015:148.5': `Article 148, clause 5 of ${CIVIL_CODE}`,
  'civil-code-2015:148.6': `Article 148, clause 6 of ${CIVIL_CODE}`,
  'decree-118-2025:17.3': `Article 17, clause 3 of ${quoted('Nghị định 118/2025/NĐ-CP')}, amended by ${quoted('Nghị định 309/2026/NĐ-CP')}`,
  'decree-61-2018:17.2': `Article 17, clause 2 of ${DECREE_61}`,
  'decree-61-2018:19.4': `Article 19, clause 4 of ${DECREE_61}`,
  'decree-61-2018:19.9': `Article 19, clause 9 of ${DECREE_61}`,
  'decree-151-2025:excluded-time': `${quoted('Nghị định 151/2025/NĐ-CP')} and the province’s rules on time left out of the term`,
  'special-law:excluded-time': 'the special law of the procedure',
  'provincial-rule:second-appointment': 'the province’s rules on the second appointment',
  'civil-status-law:15h': 'the law on civil status and certification',
  'decree-63-2024:7.2': `Article 7, clause 2 of ${quoted('Nghị định 63/2024/NĐ-CP')}`,
  'decree-297-2025:6.3': `Article 6, clause 3 of ${quoted('Nghị định 297/2025/NĐ-CP')}`,
  'office-practice:last-closing': 'the agency counts to the same clock time',
  'office-practice:time-left': 'exactly the time that was left runs on, never less',
  'office-practice:printed-date': 'a date that was given is never brought forward',
  'office-practice:same-clock': 'the agency counts to the same clock time',
  'office-practice:closing': 'the agency counts to the end of office hours',
  'office-practice:stage-budget': 'the internal process of the procedure',
  'office-practice:8-hour-day': '8 working hours are one working day',
};

/** A place in the law: `Article 17, clause 2, point a of “Nghị định 118/2025/NĐ-CP”`. */
export function legalCitationEn({ document, article, clause, point }: LegalCitation): string {
  const place = [`Article ${article}`, ...(clause === undefined ? [] : [`clause ${clause}`]), ...(point === undefined ? [] : [`point ${point}`])];
  return `${place.join(', ')} of ${quoted(documentVi(document))}`;
}
