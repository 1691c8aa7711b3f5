import {
  CHANNEL_LABELS,
  COMMAND_LABELS,
  FEEDBACK_COMMAND_LABELS,
  IMPACT_LABELS,
  LEGAL_PART_LABELS,
  OPINION_OUTCOME_LABELS,
  PAUSE_GROUND_LABELS,
  REPORT_PERIOD_LABELS,
  ROLE_LABELS,
  SIGNING_CAPACITY_LABELS,
  SILENCE_LABELS,
  VOID_REASON_LABELS,
} from '#vi';

/** Words for codes which answers and prints of the server use too: written once, for both. */
export const LABELS = {
  channels: CHANNEL_LABELS,
  commands: COMMAND_LABELS,
  feedbackCommands: FEEDBACK_COMMAND_LABELS,
  impacts: IMPACT_LABELS,
  legalParts: LEGAL_PART_LABELS,
  opinionOutcomes: OPINION_OUTCOME_LABELS,
  pauseGrounds: PAUSE_GROUND_LABELS,
  reportPeriods: REPORT_PERIOD_LABELS,
  roles: ROLE_LABELS,
  signingCapacities: SIGNING_CAPACITY_LABELS,
  silences: SILENCE_LABELS,
  voidReasons: VOID_REASON_LABELS,
} as const;
