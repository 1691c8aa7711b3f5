import { parseArgs } from 'node:util';
import { formatInstant, instant, statedTerm } from '#domain';
import { CHANNEL_LABELS, formatTermVi, namedDueVi, TABLE_WIDTH, undatedVi, warningLines, wrapped } from '#vi';
import { UsageError } from '../usage.js';
import { INTAKE_OPTIONS, INTAKE_USAGE, readAskedDate } from './asked-date.js';
import { type DatedIntake, dateIntake, NoDateError } from './dated-intake.js';
import { withRules } from './rules-at-hand.js';

const USAGE = `npm run --silent calendar -- due [--json]   the date an intake would be given
${INTAKE_USAGE}`;

/** Prints the date an intake would be given. Resolves to 1 where it cannot be computed. */
export async function due(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: INTAKE_OPTIONS });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (positionals.length > 0) {
    throw new UsageError(USAGE);
  }
  const asked = readAskedDate(values, USAGE);
  return refusing(async () => {
    const dated = await withRules(values.installation, (rules) => dateIntake(asked, rules));
    process.stdout.write(values.json ? `${JSON.stringify(dueJson(dated))}\n` : `${[...dueLines(dated), ...warnings(dated)].join('\n')}\n`);
  });
}

/** Runs a command; a date that cannot be given is said on standard error and ends with 1. */
export async function refusing(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof NoDateError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** What was asked and the date it gives. */
export function dueLines({ rules: { procedure, agencies }, rules, state }: DatedIntake): readonly string[] {
  const nameOf = (code: string): string => `${agencies.get(code)?.name ?? code} (${code})`;
  const chosen = procedure.cases.find(({ code }) => code === state.procedure.caseCode);
  const undated = state.basis === 'none';
  return [
    undated ? undatedVi(chosen?.dating, state.dueAt) : `${state.provisional ? 'Hạn xử lý dự kiến' : 'Hạn xử lý'}: ${state.dueAt === undefined ? 'không có' : namedDueVi(state.dueAt)}`,
    `Thủ tục ${procedure.code}: ${procedure.name}${chosen === undefined || procedure.cases.length === 1 ? '' : `; trường hợp ${chosen.code}: ${chosen.name}`}`,
    `${undated ? 'Thời hạn tối đa' : 'Thời hạn'}: ${formatTermVi(statedTerm(state, rules, 1))}; hình thức nộp: ${CHANNEL_LABELS[state.channel].toLowerCase()}`,
    `Cơ quan giải quyết: ${nameOf(state.competentAgency)}; nơi tiếp nhận: ${nameOf(state.receivingAgency)}`,
  ].flatMap((line) => wrapped(line, TABLE_WIDTH));
}

/** The years whose days off have no notice yet. */
export function warnings({ dates }: DatedIntake): readonly string[] {
  return warningLines({ warnings: dates.unconfirmedYears.map((year) => ({ code: 'unconfirmed-year', year })) }).map((line) => `Lưu ý: ${line}`);
}

function dueJson({ state, dates }: DatedIntake): object {
  const iso = (at: number | undefined): string | null => (at === undefined ? null : formatInstant(instant(at)));
  return {
    procedure: state.procedure.code,
    caseCode: state.procedure.caseCode,
    channel: state.channel,
    competentAgency: state.competentAgency,
    receivingAgency: state.receivingAgency,
    receivedAt: iso(state.receivedAt),
    startAt: iso(dates.explanation?.startAt),
    dueAt: iso(state.basis === 'none' ? undefined : state.dueAt),
    maximumAt: iso(state.basis === 'none' ? state.dueAt : undefined),
    provisional: state.provisional,
    unconfirmedYears: dates.unconfirmedYears,
  };
}
