import type { Actor } from '#domain';

/** The province whose people play. */
export const PROVINCE = 'H99';
/** Whoever sits at the desks. */
export const CLERK: Actor = { subject: 'simulated-clerk', role: 'clerk', agency: PROVINCE };
/** The officer of every simulated dossier. */
export const OFFICER: Actor = { subject: 'simulated-officer', role: 'officer', agency: PROVINCE };
/** The officer who looks over what the other one entered. */
export const CHECKER: Actor = { subject: 'simulated-checker', role: 'officer', agency: PROVINCE };
/** The head who assigns and returns work. */
export const HEAD: Actor = { subject: 'simulated-head', role: 'head', agency: PROVINCE };
/** The head's deputy, who decides where the head may not decide about himself. */
export const DEPUTY: Actor = { subject: 'simulated-deputy', role: 'head', agency: PROVINCE };
/** Who enters announcement decisions. */
export const MANAGER: Actor = { subject: 'simulated-manager', role: 'manager', agency: PROVINCE };
/** Who corrects what the other manager entered. */
export const SECOND_MANAGER: Actor = { subject: 'simulated-second-manager', role: 'manager', agency: PROVINCE };
/** Who signs apologies: the catalogue gives this person the authority for every agency of the province. */
export const SIGNATORY: Actor = { subject: 'signatory@H99', role: 'signatory', agency: PROVINCE };
