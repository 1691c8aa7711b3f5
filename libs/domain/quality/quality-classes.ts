/** What an officer's sum says of their task: all of it done, 70 to below 100 %, below 70 % (TT 01/2018 Art. 14). */
export const OFFICER_CLASSES = ['task-done', 'task-mostly-done', 'task-partly-done'] as const;
export type OfficerClass = (typeof OFFICER_CLASSES)[number];

/** Classes of agencies (TT 01/2018 Art. 15): xuất sắc, tốt, khá, trung bình, yếu. */
export const AGENCY_CLASSES = ['excellent', 'good', 'fair', 'average', 'weak'] as const;
export type AgencyClass = (typeof AGENCY_CLASSES)[number];

/** Scores in tenths of a point, so that sums and borders are exact. */
export type Tenths = number;

const OFFICER_FLOORS: readonly (readonly [OfficerClass, Tenths])[] = [['task-done', 50], ['task-mostly-done', 35], ['task-partly-done', 0]];
const AGENCY_FLOORS: readonly (readonly [AgencyClass, Tenths])[] = [['excellent', 150], ['good', 120], ['fair', 90], ['average', 60], ['weak', 0]];
const MOST_OF_INDEX: Tenths = 20;

/** Marks over dossiers with one decimal, half up; `undefined` without dossiers. */
export function scoreOfMarks(marks: number, dossiers: number): Tenths | undefined {
  return dossiers === 0 ? undefined : Math.floor((20 * marks + dossiers) / (2 * dossiers));
}

/** What a sum of scores says. */
export interface QualitySum<Class> {
  readonly score: Tenths;
  /** The most those indices can give that were judged. */
  readonly of: Tenths;
  /** Given only where it is the same whatever the indices without anything to judge would give. */
  readonly class?: Class;
}

/** The sum of an officer's indices with its class. */
export function officerSum(scores: readonly (Tenths | undefined)[]): QualitySum<OfficerClass> {
  return sumOf(scores, OFFICER_FLOORS);
}

/** The sum of an agency's indices with its class. */
export function agencySum(scores: readonly (Tenths | undefined)[]): QualitySum<AgencyClass> {
  return sumOf(scores, AGENCY_FLOORS);
}

function sumOf<Class>(scores: readonly (Tenths | undefined)[], floors: readonly (readonly [Class, Tenths])[]): QualitySum<Class> {
  const judged = scores.filter((score) => score !== undefined);
  const score = judged.reduce((sum, each) => sum + each, 0);
  const least = classOf(score, floors);
  const most = classOf(score + (scores.length - judged.length) * MOST_OF_INDEX, floors);
  return { score, of: judged.length * MOST_OF_INDEX, ...(judged.length > 0 && least !== undefined && least === most ? { class: least } : {}) };
}

function classOf<Class>(score: Tenths, floors: readonly (readonly [Class, Tenths])[]): Class | undefined {
  return floors.find(([, floor]) => score >= floor)?.[0];
}
