import type { ConfirmationFault } from '#service';

const FAULTS: Readonly<Record<ConfirmationFault['code'], (value: string) => string>> = {
  'unknown-place': (value) => `the draft has no task ${value}`,
  'place-twice': (value) => `task ${value} is named twice`,
  'place-missing': (value) => `task ${value} must be taken or left out`,
  'unknown-agency': (value) => `${value} must be an agency of the plan's province in the catalogue`,
  'beyond-calendar': () => 'the day lies beyond the years the calendar declares',
  'agency-without-calendar': () => 'the lead has no calendar yet',
};

/** What is wrong with a task that is to be opened. */
export function reasonOfFault({ code, value }: Pick<ConfirmationFault, 'code' | 'value'>): string {
  return FAULTS[code](value);
}
