import type { CaseCommand } from '../deadline-case/case-commands.js';
import type { EvidenceRef } from '../deadline-case/case-events.js';

/** Commands only cases of kind `publication` take. */
export interface PublicationBodies {
  /** Something was posted: when it was clicked, and what proves it; the address stands in the command's text. */
  RecordPosting: { readonly clock: string; readonly clickedAt: number; readonly evidence: readonly EvidenceRef[] };
}

const TYPES: Readonly<Record<keyof PublicationBodies, true>> = { RecordPosting: true };

/** A command only cases of kind `publication` take. */
export type PublicationCommand = Extract<CaseCommand, { readonly type: keyof PublicationBodies }>;

/** Whether a command is one of these. */
export function isPublicationCommand(command: CaseCommand): command is PublicationCommand {
  return command.type in TYPES;
}
