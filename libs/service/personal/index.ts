export { type Addressee, addresseeOf } from './addressee.js';
export type { ApplicantRecord, Person, Proxy } from './applicant.js';
export { correctRecord } from './correction.js';
export { erasePersonal } from './erase.js';
export {
  checkCommitment,
  commitTo,
  nextPersonalVersion,
  openPersonal,
  type PersonalData,
  type PersonalKind,
  preparePersonal,
  type PreparedPersonal,
  readPersonal,
  readPersonalRecords,
  type StoredPersonal,
  storePersonal,
  writePersonal,
} from './personal-record.js';
export { extendSearchScopes, indexApplicant, indexApplicantAgain } from './search-index.js';
export { type DuplicateDossier, findDuplicates } from './duplicates.js';
export { searchDossiers, type SearchHit, type SearchPage, type SearchRequest } from './search.js';
export { SearchCursorError } from './search-cursor.js';
export { looksLikeCode } from './search-question.js';
