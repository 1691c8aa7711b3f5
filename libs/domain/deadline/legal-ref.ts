/**
 * The article behind a step, as `document:article`; rendered into Vietnamese where people read it.
 *
 * - `civil-code-2015:147.1` hours count from the moment; `147.3` the day of the event is not counted;
 * - `civil-code-2015:148.1` ends with the last day; `148.3`, `148.4` months and years end on the corresponding day, or the last of its month;
 * - `civil-code-2015:148.5` a last day off moves to the next working day; `148.6` the last day ends at 24:00;
 * - `decree-118-2025:17.3` (as amended by Decree 309/2026) the term counts as written on the receipt;
 * - `decree-61-2018:17.2` the term of a filing completed on notice; `19.4` papers asked for, and the term again from their full
 *   receipt; `19.9` the one re-appointment;
 * - `decree-151-2025:excluded-time` time land law leaves out of the term, with the provinces' rules on it;
 * - `special-law:excluded-time` time the procedure's own law leaves out of its term;
 * - `provincial-rule:second-appointment` the second part counts from the proof of payment;
 * - `civil-status-law:15h` same-day matters received after 15:00; `decree-63-2024:7.2` the same for the interlinked birth group;
 * - `decree-297-2025:6.3` received online after 17:00, or within the last hour;
 * - `office-practice:last-closing` an event on a day off or after closing has the clock time of the last closing before it;
 * - `office-practice:time-left` what a pause left of a term runs on to the minute, and no pause gives an earlier date;
 * - `office-practice:printed-date` a date given to the applicant is never brought forward;
 * - `office-practice:same-clock`, `office-practice:closing`, `office-practice:8-hour-day` conventions without an article;
 * - `office-practice:stage-budget` the budget of a stage in the internal process the province approved.
 */
export type LegalRef =
  | 'civil-code-2015:147.1'
  | 'civil-code-2015:147.3'
  | 'civil-code-2015:148.1'
  | 'civil-code-2015:148.3'
  | 'civil-code-2015:148.4'
  | 'civil-code-2015:148.5'
  | 'civil-code-2015:148.6'
  | 'decree-118-2025:17.3'
  | 'decree-61-2018:17.2'
  | 'decree-61-2018:19.4'
  | 'decree-61-2018:19.9'
  | 'decree-151-2025:excluded-time'
  | 'special-law:excluded-time'
  | 'provincial-rule:second-appointment'
  | 'civil-status-law:15h'
  | 'decree-63-2024:7.2'
  | 'decree-297-2025:6.3'
  | 'office-practice:last-closing'
  | 'office-practice:time-left'
  | 'office-practice:printed-date'
  | 'office-practice:same-clock'
  | 'office-practice:closing'
  | 'office-practice:8-hour-day'
  | 'office-practice:stage-budget';
