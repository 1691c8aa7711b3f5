import type { CommandType } from './commands.js';
import type { Action } from './permissions.js';

/** What no command takes back: no one person gives these, so they are never sent but proposed by one and approved by another. */
const OF_TWO_PERSONS = ['ExcuseLateness', 'ErasePersonalData'] as const;
/** A command of two persons. */
export type TwoPersonType = (typeof OF_TWO_PERSONS)[number];

/** Commands that are prepared by one person and given by another: a second or late request for papers, a fault, an extension, a refusal, and those of two persons. */
export const PROPOSABLE = ['RequestSupplement', 'AcknowledgeFault', 'ExtendTerm', 'RefuseAfterAppraisal', ...OF_TWO_PERSONS] as const;
export type ProposedType = (typeof PROPOSABLE)[number];

/** Of two persons whoever may give it may propose it, to somebody else who may. */
const RIGHTS: Readonly<Record<ProposedType, readonly [Action, ...Action[]]>> = {
  RequestSupplement: ['ProposeDecision'],
  AcknowledgeFault: ['ProposeDecision'],
  ExtendTerm: ['ProposeDecision'],
  RefuseAfterAppraisal: ['ProposeDecision'],
  ExcuseLateness: ['ProposeDecision', 'ExcuseLateness'],
  ErasePersonalData: ['ConfirmErasure'],
};

/** Whether a command is one of two persons. */
export function isOfTwoPersons(type: CommandType): type is TwoPersonType {
  return OF_TWO_PERSONS.some((each) => each === type);
}

/** Rights any of which lets somebody propose a command. */
export function rightsToPropose(type: ProposedType): readonly [Action, ...Action[]] {
  return RIGHTS[type];
}
