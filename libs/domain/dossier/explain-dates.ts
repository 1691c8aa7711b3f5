import { explainCount } from '../deadline/explanation.js';
import { instant } from '../time/instant.js';
import type { ClockSteps, Deriver, DossierStep } from './derivation.js';
import type { DatesMoved } from './events.js';
import { furthestCount } from './extension.js';
import type { FixedBasis } from './fixed-date.js';
import { currentPromise, type DossierState } from './state.js';

/** A date somebody set. `named` is the one of the ledger: another where a calendar has made its day one nobody works. */
export function fixedStep({ basis, documentNumber }: FixedBasis, dueAt: number, named: number | undefined): DossierStep {
  return { code: 'fixed', ...momentNamed(dueAt, named), citation: basis, ...(documentNumber === undefined ? {} : { documentNumber }) };
}

/** Somebody set the date: it is what it is because it was set. */
export const explainFixing: Deriver<'DueDateFixed'> = ({ event: { payload }, written, before }) => {
  const { dates } = payload;
  return dates.dueAt === undefined ? [] : [{ clock: 'due', steps: [fixedStep(payload, dates.dueAt, written.payload.dates.dueAt)], endsAt: instant(dates.dueAt) }, ...behind(before, dates)];
};

/** The term is lengthened: the most its ground allows is counted, a moment asked for within it is as it was named. */
export const explainExtension: Deriver<'TermExtended'> = ({ event: { payload }, before, rules }) => {
  const { extension: code, law, until, documentNumber, dates } = payload;
  if (dates.dueAt === undefined) {
    return [];
  }
  const endsAt = instant(dates.dueAt);
  const ground = { citation: law, ...(documentNumber === undefined ? {} : { documentNumber }) };
  const extension = rules.procedure.extensions?.find((each) => each.code === code);
  const most = extension === undefined ? undefined : furthestCount(before, rules, extension);
  const steps: readonly DossierStep[] =
    most?.at === endsAt
      ? [{ code: 'extended', extension: code, limit: most.limit, from: most.from, ...ground }, ...explainCount(most, rules.calendars.processing(before.competentAgency))]
      : [{ code: 'extended-until', extension: code, ...momentNamed(endsAt, until), ...ground }];
  return [{ clock: 'due', steps, endsAt }, ...behind(before, dates)];
};

function momentNamed(dueAt: number, named: number | undefined): Pick<Extract<DossierStep, { code: 'fixed' }>, 'dueAt' | 'named'> {
  return { dueAt: instant(dueAt), ...(named === undefined || named === dueAt ? {} : { named: instant(named) }) };
}

/** A promise given after the due one never falls before it. */
function behind(before: DossierState, { appointment }: DatesMoved): readonly ClockSteps[] {
  const promise = currentPromise(before);
  if (promise === undefined || promise.number === before.duePromise || appointment === undefined || appointment === promise.at) {
    return [];
  }
  const stands = instant(appointment);
  return [{ clock: 'appointment', steps: [{ code: 'not-earlier', computed: instant(promise.at), stands, because: 'due-date', law: 'office-practice:printed-date' }], endsAt: stands }];
}
