import type { TimeLimit } from '../deadline/time-limit.js';
import { DEFAULT_SETTINGS, type EngineSettings } from '../dossier/rules.js';
import { count, filledText, flag, listOf, ProcedureFormatError, type Reader, shapeOf } from './json-shape.js';
import { limit } from './parse-limit.js';
import { budgetOfLimit } from './stages.js';

/** What an installation chose; the rest is as the program has it. */
export type SettingsChoice = Partial<EngineSettings>;

const MINUTES_PER_DAY = 24 * 60;

const lead: Reader<TimeLimit> = (value, path) => checked(value, path, 0, 'a limit of nought or more (nought gives no warning)');
const positive: Reader<TimeLimit> = (value, path) => checked(value, path, Number.MIN_VALUE, 'a limit above nought');

const choice = shapeOf<SettingsChoice>(
  {},
  {
    dueSoonLead: lead,
    supplementReminderLead: lead,
    partyWarningLead: lead,
    resultHandoverLead: positive,
    resultNoticeLimit: positive,
    uncollectedAfter: positive,
    transferCutOffMinute: minutesBelow(MINUTES_PER_DAY),
    transferToleranceMinutes: minutesBelow(MINUTES_PER_DAY),
    quietFromMinute: minutesBelow(MINUTES_PER_DAY),
    quietUntilMinute: minutesBelow(MINUTES_PER_DAY),
    paperBesideForms: listOf(filledText),
    paperFallback: flag,
    deliveryPatienceDays: count,
    deliveryRestSeconds: count,
  },
);

/** The settings of a catalogue file. Throws `ProcedureFormatError` with the path of the first wrong or unknown key. */
export function parseSettings(json: unknown): SettingsChoice {
  return choice(json, '');
}

/** The settings in force where an installation chose these. */
export function settingsOf(chosen: SettingsChoice): EngineSettings {
  return { ...DEFAULT_SETTINGS, ...chosen };
}

function checked(value: unknown, path: string, least: number, expected: string): TimeLimit {
  const read = limit(value, path);
  if (budgetOfLimit(read).amount < least) {
    throw new ProcedureFormatError(path, expected, value);
  }
  return read;
}

function minutesBelow(bound: number): Reader<number> {
  return (value, path) => {
    const read = count(value, path);
    if (read >= bound) {
      throw new ProcedureFormatError(path, `a number of minutes below ${String(bound)}`, value);
    }
    return read;
  };
}
