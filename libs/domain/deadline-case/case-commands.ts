import type { Actor } from '../dossier/actor.js';
import type { Agency } from '../dossier/agency.js';
import type { TextRef } from '../dossier/commands.js';
import type { CalendarBook, EngineSettings } from '../dossier/rules.js';
import type { FeedbackBodies } from '../feedback/feedback-commands.js';
import type { PublicationBodies } from '../publication/publication-commands.js';
import type { TaskBodies } from '../task/task-commands.js';
import type { Instant } from '../time/instant.js';
import type { NewCaseEvent } from './case-events.js';

/** Commands every kind of case takes. */
interface SharedBodies {
  /** Puts another agency or person in charge; without an owner it is the agency's to name one. */
  AssignCase: { readonly agency: string; readonly owner?: string };
}

/** Bodies of all commands to cases, by name. */
export interface CaseBodies extends SharedBodies, PublicationBodies, FeedbackBodies, TaskBodies {}
/** Names of commands to cases. */
export type CaseCommandType = keyof CaseBodies;

/** A command to a case; what it says in words stands in an encrypted record. */
export type CaseCommand = { readonly [Type in CaseCommandType]: { readonly type: Type; readonly body: CaseBodies[Type]; readonly text?: TextRef } }[CaseCommandType];

/** What a decision about a case may look at beside its state and the command. */
export interface CaseContext {
  /** The moment the command was accepted. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly calendars: CalendarBook;
  readonly settings: EngineSettings;
  /** What was looked up for this command in its transaction. */
  readonly facts: CaseFacts;
}

/** Facts outside the case that a decision rests on; each is read in the transaction of the command that needs it. */
export interface CaseFacts {
  /** Codes of the legal parts the procedure version lacks (NĐ 63/2010 Art. 8). */
  readonly missingParts?: readonly string[];
}

/** Why a command to a case was refused. Each code has one Vietnamese sentence in libs/vi. */
export interface CaseRefusal {
  readonly code: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** What a command to a case leads to. */
export type CaseDecision = { readonly kind: 'accepted'; readonly events: readonly NewCaseEvent[] } | { readonly kind: 'refused'; readonly refusal: CaseRefusal };

/** An acceptance with the events it leads to, in order. */
export function acceptCase(...events: readonly NewCaseEvent[]): CaseDecision {
  return { kind: 'accepted', events };
}

/** A refusal. */
export function refuseCase(code: string, data?: CaseRefusal['data']): CaseDecision {
  return { kind: 'refused', refusal: { code, ...(data === undefined ? {} : { data }) } };
}
