import { addCalendarDays, DEFAULT_PUBLIC, DEFAULT_SETTINGS, type Instant, instant, instantAt, localDateOf, type ProcedureVersion, sameClockAfter, type WorkingCalendar } from '#domain';
import { type Engine, type FileStore, introduceStaff, listSettings, publishSettings } from '#service';
import { CaseDesk } from '../simulation/case-desk.js';
import { playCases } from '../simulation/cases.js';
import type { Happening } from '../simulation/month.js';
import { Pace } from '../simulation/pace.js';
import { ADMIN, CLERK, PROVINCE } from '../simulation/people.js';
import { FEEDBACK_TURNS, playFeedback } from '../simulation/play-feedback.js';
import { populate } from '../simulation/population.js';
import { Random } from '../simulation/random.js';
import { type Due, runAgenda } from './agenda.js';
import { type Life, practiceLives } from './arrivals.js';
import { Background } from './background.js';
import { practiceStaff } from './cast.js';
import { workAtDesks } from './desk-work.js';
import { DossierPeople } from './dossier-people.js';
import { groupFilings } from './group-filings.js';
import { PastCounter } from './past-counter.js';
import { openedLetters } from './opened-letters.js';
import { otherSources } from './other-sources.js';
import { makePresent } from './present.js';
import { yearOfProvince } from './province-year.js';
import { PRACTICE_QUEUE_DESKS, queueUp } from './waiting-people.js';
import { writeAlike } from './write-alike.js';

/** Days of a quarter. */
const QUARTER_DAYS = 91;
const CASE_DAYS = 45;
/** Of so many dossiers one is lived through step by step; the others are like one of these, under names and codes of their own. */
const ALIKE = 20;
const LEAST_LIVED = 40;
/** Of those lived through: who was late is not written again, so that it is a tenth of this in the end and a little more. */
const LATE_SHARE = 0.2;
const DOSSIERS_A_CASE = 50;
const LEAST_CASES = 24;
/** Cases of these last days have their clocks running. */
const RECENT_DAYS = 6;
const SLOWEST_HOURS = 30;

/** What a practice province is made of; the same seed on the same day makes the same one. */
export interface PracticeOptions {
  /** Dossiers in all. */
  readonly size: number;
  readonly seed: number;
  readonly at: Instant;
  /** Where what proves something is kept. */
  readonly files: FileStore;
  readonly say: (line: string) => void;
}

/**
 * Fills an empty installation with a quarter of the demo province up to `at`: every event was decided by the domain under the clock
 * of its own past, so that chains, figures and dates are what they would be had it been lived, and dossiers due in the coming
 * hours are open. Workflows are started by the relay, as always.
 */
export async function fillPractice(engine: Engine, { size, seed, at, files, say }: PracticeOptions): Promise<void> {
  const random = new Random(seed);
  const begins = instantAt(addCalendarDays(localDateOf(at), -QUARTER_DAYS), 0);
  const province = await readProvince(engine);
  await setUp(engine, begins);
  await introduceStaff(engine.database.read, practiceStaff(province.agencies, begins, random.branch(1)), 'practice', begins);

  const lived = Math.min(size, Math.max(LEAST_LIVED, Math.round(size / ALIKE)));
  const calendar = province.calendarOf(PROVINCE);
  const arrivals = populate(province.procedures, province.agencies, calendar, { dossiers: lived, lateShare: LATE_SHARE, from: begins, days: QUARTER_DAYS + 1 }, random.branch(2));
  const lives = practiceLives({ arrivals, procedures: province.procedures, calendar, now: at, random: random.branch(3) });
  const background = new Background(engine, begins, at);
  const cases = await caseDues(engine, files, { begins: instantAt(addCalendarDays(localDateOf(at), -CASE_DAYS), 0), count: Math.max(LEAST_CASES, Math.round(size / DOSSIERS_A_CASE)), seed, say });
  await runAgenda([...lives.map((life) => arrive(engine, province, life, say)), ...groupFilings(engine, { calendar, now: at, random: random.branch(5), say }), ...cases], at, (window) => background.until(window));
  await background.until(at);
  say(`${String(lives.length)} dossiers and ${String(cases.length)} steps of cases lived through`);

  const written = (await engine.database.read.first<{ n: number }>('SELECT count(*) AS n FROM dossier'))?.n ?? 0;
  await writeAlike(engine, { count: Math.max(0, size - written), at, random: random.branch(4) });
  say(`${String(size)} dossiers written`);
  await makePresent(engine, { at, begins, calendar, say });
  await workAtDesks(engine, at);
  await queueUp(engine, at);
  await openedLetters(engine, at);
  await otherSources(engine, at, say);
  await yearOfProvince(engine, { at, random: random.branch(6), say });
}

/** The year's scores are entered at any time of it here. */
const ALL_YEAR = { from: { month: 1, day: 1 }, until: { month: 12, day: 31 } } as const;

/** Nobody real is counted here, so the screen in every hall shows its numbers; two desks hand out numbers to those who wait. */
async function setUp({ database, rules }: Engine, at: Instant): Promise<void> {
  const [last] = await listSettings(database.read, { limit: 1 });
  await database.transaction((tx) => publishSettings(tx, { ...last?.settings, publicPages: { ...DEFAULT_PUBLIC, ...last?.settings.publicPages, boards: ['*'] }, queueTickets: PRACTICE_QUEUE_DESKS, parIndexScoring: { ...DEFAULT_SETTINGS.parIndexScoring, ...last?.settings.parIndexScoring, ...ALL_YEAR } }, at, ADMIN.subject));
  rules.doubt();
}

interface Province {
  readonly procedures: readonly ProcedureVersion[];
  readonly agencies: Awaited<ReturnType<Engine['rules']['agencies']>>;
  readonly calendarOf: (agency: string) => WorkingCalendar;
}

async function readProvince(engine: Engine): Promise<Province> {
  const { read } = engine.database;
  const versions = await read.rows<{ code: string; version: number }>('SELECT code, version FROM procedure_version ORDER BY code, version');
  const procedures = await Promise.all(versions.map(async ({ code, version }) => (await engine.rules.procedure(read, code, version)).procedure));
  const calendars = await engine.rules.calendars(read, await engine.rules.currentSnapshot(read));
  return { procedures, agencies: await engine.rules.agencies(read), calendarOf: (agency) => calendars.processing(agency) };
}

function arrive(engine: Engine, { procedures, calendarOf }: Province, life: Life, say: (line: string) => void): Due {
  const { arrival, number } = life;
  const counter = new PastCounter(engine, `practice-${String(number)}`, arrival.at);
  return {
    at: arrival.at,
    act: async () => {
      const taken = await counter.takeIn(CLERK, arrival.body);
      if ('refused' in taken) {
        say(`Dossier ${String(number)} of ${arrival.body.procedureCode} was not taken in: ${taken.refused}`);
        return [];
      }
      return turns(counter, new DossierPeople(counter, life, taken, procedures, calendarOf));
    },
  };
}

async function turns(counter: PastCounter, people: DossierPeople): Promise<readonly Due[]> {
  const next = await people.act();
  return next === undefined ? [] : [{ at: next, act: () => { counter.moveTo(next); return turns(counter, people); } }];
}

/** A piece of feedback for everything that may become of one: some of it within the last days, so that it is still under way. */
function feedbackOfEachKind(desk: CaseDesk, begins: Instant, seed: number): readonly Happening[] {
  const random = new Random(seed).branch(9);
  return FEEDBACK_TURNS.flatMap((turn, index) => {
    const pace = new Pace(sameClockAfter(begins, index % RECENT_DAYS), random.branch(index), SLOWEST_HOURS);
    playFeedback(desk, pace, random.branch(FEEDBACK_TURNS.length + index), turn);
    return pace.happenings;
  });
}

/** Steps of one case may wait for each other's commit, so all cases share one desk and its clock. */
async function caseDues(engine: Engine, files: FileStore, { begins, count, seed, say }: { readonly begins: Instant; readonly count: number; readonly seed: number; readonly say: (line: string) => void }): Promise<readonly Due[]> {
  const counter = new PastCounter(engine, 'practice-cases', begins);
  const desk = new CaseDesk(counter, files);
  const recently = sameClockAfter(begins, CASE_DAYS - RECENT_DAYS);
  const happenings = [
    ...(await playCases(desk, { count, seed, begins, withinDays: CASE_DAYS - RECENT_DAYS })),
    ...(await playCases(desk, { count: Math.ceil(count / 2), seed, begins: recently, withinDays: RECENT_DAYS, from: count })),
    ...feedbackOfEachKind(desk, recently, seed),
  ].sort((a, b) => a.at - b.at);
  let turn: Promise<unknown> = Promise.resolve();
  return happenings.map(({ at, act }) => ({
    at,
    act: async () => {
      const mine = turn.then(async () => {
        counter.moveTo(instant(Math.max(at, counter.now)));
        await act();
      });
      turn = mine.catch(() => undefined);
      await mine.catch((error: unknown) => { say(`A step of a case was not taken: ${error instanceof Error ? error.message : String(error)}`); });
      return [];
    },
  }));
}
