import type { Instant, ProcedureVersion, WorkingCalendar } from '#domain';
import type { Arrival, Temper } from '../simulation/population.js';
import type { TakeInBody } from '#service';
import type { Diligence, Played } from './played.js';

/** Dossiers every practice has, however small: one for each list people work from. */
interface Scene {
  readonly procedure: string;
  readonly agencies: readonly string[];
  /** Working days since they came in. */
  readonly daysAgo: readonly number[];
  readonly temper: Partial<Temper>;
  readonly diligence: Diligence;
  /** Who brings them all, each for somebody else. */
  readonly proxy?: NonNullable<TakeInBody['proxy']>;
  /** Who applies with all of them. */
  readonly person?: number;
}

const COMMUNES = ['H99.31', 'H99.32', 'H99.33'];
const LAND = ['H99.05.01', 'H99.05.01.01'];
const NOTARY = { name: 'Văn phòng công chứng Minh Họa (giả định)', phone: '0900399001', address: 'phường Trung Tâm, tỉnh Minh Họa (người giả định)', authorisation: 'Hợp đồng ủy quyền của từng người nộp' };
const WITH_SEVERAL = 399_002;

const SCENES: readonly Scene[] = [
  { procedure: '1.013225', agencies: COMMUNES, daysAgo: [2, 3, 4, 6], temper: { needsSupplement: true, bringsPapers: false }, diligence: 'until-it-waits' },
  // Three working days for the tax office: with the last of them it is late.
  { procedure: '1.012783', agencies: LAND, daysAgo: [3, 4, 12, 15], temper: { owesNothing: false }, diligence: 'until-it-waits' },
  { procedure: '1.012784', agencies: LAND, daysAgo: [5, 7], temper: { pauses: true }, diligence: 'until-it-waits' },
  // Terms of three, five and seven working days: late since yesterday, or for some days.
  { procedure: '1.013225', agencies: COMMUNES, daysAgo: [8, 8, 9, 10, 14], temper: {}, diligence: 'until-at-work' },
  { procedure: '1.004884', agencies: COMMUNES, daysAgo: [6, 7, 9], temper: {}, diligence: 'until-at-work' },
  { procedure: '1.012994', agencies: COMMUNES, daysAgo: [5, 9, 12, 15], temper: {}, diligence: 'until-at-work' },
  { procedure: '1.012812', agencies: COMMUNES, daysAgo: [4, 10], temper: {}, diligence: 'until-at-work' },
  { procedure: '1.013225', agencies: COMMUNES, daysAgo: [3, 4, 5], temper: {}, diligence: 'until-returned' },
  { procedure: '1.001612', agencies: COMMUNES, daysAgo: [4, 20, 40, 45], temper: { collects: 'never' }, diligence: 'thorough' },
  // A notary's pile of today, still at the desk.
  { procedure: '1.012783', agencies: ['H99.05.01.01'], daysAgo: [0, 0, 0, 0, 0, 0], temper: {}, diligence: 'none', proxy: NOTARY },
  { procedure: '1.013225', agencies: ['H99.31'], daysAgo: [1, 3, 12, 25], temper: {}, diligence: 'until-at-work', person: WITH_SEVERAL },
];

const ORDERLY: Partial<Temper> = { pace: 0.2, late: false, apologises: false, breaksAgain: false, needsSupplement: false, pauses: false, withdraws: false, refusedAtIntake: false, refusedAfterAppraisal: false };

/** The dossiers of every scene, taken in at the hour of the present day. */
export function scenes([model]: readonly Arrival[], procedures: readonly ProcedureVersion[], calendar: WorkingCalendar, now: Instant): readonly Played[] {
  if (model === undefined) return [];
  const hour = calendar.addWorkingTime(now, -1);
  return SCENES.flatMap(({ procedure: code, agencies, daysAgo, temper, diligence, proxy, person }) => {
    const chosen = procedures.filter((each) => each.code === code).at(-1)?.cases[0];
    if (chosen === undefined) return [];
    const components = chosen.components.filter(({ required }) => required).map((component) => ({ code: component.code, copies: 1, kind: component.originals > 0 ? ('original' as const) : ('copy' as const) }));
    return daysAgo.map((days, index): Played => ({
      diligence,
      ...(person === undefined ? {} : { person }),
      arrival: {
        number: 0,
        at: calendar.addWorkingDays(hour, -days, 'same-clock'),
        body: { procedureCode: code, caseCode: chosen.code, agencyCode: agencies[index % agencies.length] ?? '', channel: 'counter', components, ...(proxy === undefined ? {} : { proxy }) },
        temper: { ...model.temper, ...ORDERLY, ...temper, random: model.temper.random.branch(1_000 + index) },
      },
    }));
  });
}
