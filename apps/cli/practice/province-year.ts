import { addCalendarDays, formatLocalDate, type Instant, localDateOf, yearOf } from '#domain';
import { rowsOf, type Scenario } from '#domain/figures';
import type { Engine } from '#service';
import { askWhatIf, enterSurvey, findParCatalogue, giveSheetCommand, importParTargets, openParSheet } from '#service/figures';
import { SIPAS_DIMENSION_LABELS } from '#vi';
import { MANAGER, PROVINCE } from '../simulation/people.js';
import type { Random } from '../simulation/random.js';

/** Of the set in force the areas alone are known; this is the last one whose criteria are. */
const CATALOGUE = 'qd-1149';
const SURVEYED = ['H99', 'H99.05', 'H99.06', 'H99.31', 'H99.32', 'H99.33'] as const;
const ANSWERS = 200;
const UNCHANGED: Scenario = { holidays: [], openDays: [], terms: [], absences: [] };
/** Days back over which other rules are asked about. */
const ASKED_DAYS = 60;

/** What stands around a year of the province. */
interface YearPlan {
  readonly at: Instant;
  readonly random: Random;
  readonly say: (line: string) => void;
}

/** The plan and the scoring of the year, half done; satisfaction surveys of two years; and questions about other rules, which the relay computes once it runs. */
export async function yearOfProvince(engine: Engine, { at, random, say }: YearPlan): Promise<void> {
  const year = yearOf(localDateOf(at));
  await scoreYear(engine, year, at, say);
  for (const [index, agency] of SURVEYED.entries()) {
    for (const surveyed of [year - 1, year]) {
      const content = Buffer.from(surveyFile(random.branch(index * 2 + (year - surveyed))), 'utf8');
      const entered = await enterSurvey(engine, { actor: MANAGER, idempotencyKey: `practice-survey-${agency}-${String(surveyed)}`, agency, year: surveyed, content, at });
      if (entered.kind !== 'entered') throw new Error(`The survey of ${agency} was not entered: ${entered.kind}`);
    }
  }
  await askAbout(engine, at, say);
}

async function scoreYear(engine: Engine, year: number, at: Instant, say: (line: string) => void): Promise<void> {
  const clock = { now: () => at };
  const opened = await openParSheet(engine, { agency: PROVINCE, year, catalogue: CATALOGUE, actor: MANAGER, key: 'practice-par', at });
  if (opened.kind !== 'opened') {
    say(`scoring of ${String(year)}: ${opened.kind}`);
    return;
  }
  const published = await findParCatalogue(engine.database.read, CATALOGUE);
  const rows = published === undefined ? [] : rowsOf(published.content).filter(({ isSum, item }) => !isSum && item.maximum !== undefined);
  await importParTargets(engine, { agency: PROVINCE, year, catalogue: CATALOGUE, text: planOf(rows.map(({ item }) => item)), actor: MANAGER, key: 'practice-par-targets', at });
  for (const [index, { item }] of rows.slice(0, Math.ceil((rows.length * 2) / 3)).entries()) {
    const maximum = item.maximum ?? 0;
    const isFull = index % 3 !== 0;
    const answer = await giveSheetCommand(engine, clock, {
      sheetId: opened.id,
      actor: MANAGER,
      key: `practice-par-${item.code}`,
      request: { type: 'ScoreRow', row: item.code, score: isFull ? maximum : Math.floor(maximum / 2), evidence: [], basis: 'Báo cáo cải cách hành chính định kỳ (thực hành)', ...(isFull ? {} : { explanation: 'Còn nhiệm vụ hoàn thành sau hạn' }) },
    });
    if (answer.kind !== 'applied') throw new Error(`The criterion ${item.code} was not scored: ${answer.kind}`);
  }
}

/** The plan of the year, as offices write theirs: what is asked for of each criterion in points, a tenth less than there are. */
function planOf(items: readonly ReturnType<typeof rowsOf>[number]['item'][]): string {
  const points = (hundredths: number): string => String(hundredths / 100).replace('.', ',');
  return items.map(({ code, name, maximum = 0 }) => `${code} ${name ?? ''}\n- Mục tiêu: đạt ${points(Math.floor(maximum * 0.9))} trên tổng ${points(maximum)} điểm`).join('\n');
}

/** A line a question, as survey tools count them. */
function surveyFile(random: Random): string {
  const lines = Object.values(SIPAS_DIMENSION_LABELS).map((dimension) => `"${dimension}",${String(ANSWERS)},${String(Math.floor(ANSWERS * random.between(0.78, 0.97)))}`);
  return ['Yếu tố,Số trả lời,Số hài lòng', ...lines].join('\n');
}

async function askAbout(engine: Engine, at: Instant, say: (line: string) => void): Promise<void> {
  const today = localDateOf(at);
  const days = { first: addCalendarDays(today, -ASKED_DAYS), last: today };
  const [from, to] = [formatLocalDate(days.first), formatLocalDate(days.last)];
  const questions: readonly Scenario[] = [
    { ...UNCHANGED, absences: [{ officer: 'officer@H99', from: formatLocalDate(addCalendarDays(today, -20)), to: formatLocalDate(addCalendarDays(today, -8)) }] },
    { ...UNCHANGED, openDays: [{ on: { every: 'sat', from, to }, hours: 'morning' }] },
  ];
  for (const [index, scenario] of questions.entries()) {
    const asked = await askWhatIf(engine, { actor: MANAGER, idempotencyKey: `practice-what-if-${String(index)}`, province: PROVINCE, days, scenario, at });
    if (asked.kind !== 'asked') say(`other rules: ${asked.kind}`);
  }
}
