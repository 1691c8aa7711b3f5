import { parseArgs } from 'node:util';
import { explainDossier } from '#service';
import { changedDayLines, explanationTable, TABLE_WIDTH, wrapped } from '#vi';
import { viewDerivation, viewExplanation } from '../../api/views/dossier-explanation-view.js';
import { UsageError } from '../usage.js';
import { INTAKE_OPTIONS, INTAKE_USAGE, readAskedDate } from './asked-date.js';
import { dateIntake, NoDateError } from './dated-intake.js';
import { dueLines, refusing, warnings } from './due.js';
import { withEngine, withRules } from './rules-at-hand.js';

const USAGE = `npm run --silent calendar -- explain [--json]   why an intake would be given its date, day by day
${INTAKE_USAGE}
npm run --silent calendar -- explain --dossier CODE [--view intake|today] [--json]   why a dossier of the installation has its dates:
    as known when its first appointment was given, or with everything that happened since (today, unless told otherwise)`;

const OPTIONS = { ...INTAKE_OPTIONS, dossier: { type: 'string' }, view: { type: 'string' } } as const;

/** Prints why a date is what it is. Resolves to 1 where there is none. */
export async function explain(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const { dossier, view = 'today', ...intake } = values;
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (positionals.length > 0) {
    throw new UsageError(USAGE);
  }
  if (dossier === undefined) {
    return explainIntake(intake, values.view);
  }
  if (view !== 'intake' && view !== 'today') {
    throw new UsageError(`--view ${view} is none of intake, today`);
  }
  if (intake.procedure !== undefined || intake.received !== undefined) {
    throw new UsageError(`--dossier stands alone: procedure and time of receipt are its own\n${USAGE}`);
  }
  return refusing(() => explainOne(dossier, view, values.json));
}

function explainIntake(values: Parameters<typeof readAskedDate>[0], view: string | undefined): Promise<number> {
  if (view !== undefined) {
    throw new UsageError(`--view is for a dossier: name it by --dossier\n${USAGE}`);
  }
  const asked = readAskedDate(values, USAGE);
  return refusing(async () => {
    const dated = await withRules(values.installation, (rules) => dateIntake(asked, rules));
    const { derivations } = dated.dates;
    const text = values.json ? JSON.stringify(derivations.map(viewDerivation)) : [...dueLines(dated), ...warnings(dated), '', explanationTable(derivations)].join('\n');
    process.stdout.write(`${text}\n`);
  });
}

async function explainOne(code: string, view: 'intake' | 'today', json: boolean): Promise<void> {
  const explained = await withEngine((engine) => explainDossier(engine, code, view));
  if (explained === undefined) {
    throw new NoDateError(`Không có hồ sơ ${code}`);
  }
  const { table, warnings: warned, calendar } = explained;
  const changed = changedDayLines(calendar.changedDays);
  const since = view === 'intake' || changed.length === 0 ? [] : ['', 'Lịch làm việc nay khác lịch đã biết khi hẹn:', ...changed.flatMap((line) => wrapped(`  ${line}`, TABLE_WIDTH, '    '))];
  process.stdout.write(json ? `${JSON.stringify(viewExplanation(explained))}\n` : `${[table, ...since, ...warned.flatMap((line) => wrapped(`Lưu ý: ${line}`, TABLE_WIDTH, '  '))].join('\n')}\n`);
}
