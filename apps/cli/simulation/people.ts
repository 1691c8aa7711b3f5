import type { Actor } from '#domain';

/** The province whose people play. */
export const PROVINCE = 'H99';
/** Whoever sits at the desks. */
export const CLERK: Actor = { subject: 'clerk@H99', role: 'clerk', agency: PROVINCE };
/** The officer of every simulated dossier. */
export const OFFICER: Actor = { subject: 'officer@H99', role: 'officer', agency: PROVINCE };
/** The officer who looks over what the other one entered. */
export const CHECKER: Actor = { subject: 'officer-2@H99', role: 'officer', agency: PROVINCE };
/** The head who assigns and returns work. */
export const HEAD: Actor = { subject: 'head@H99', role: 'head', agency: PROVINCE };
/** The head's deputy, who decides where the head may not decide about himself. */
export const DEPUTY: Actor = { subject: 'head-2@H99', role: 'head', agency: PROVINCE };
/** Who keeps the catalogue and the settings. */
export const ADMIN: Actor = { subject: 'admin@H99', role: 'admin', agency: PROVINCE };
/** Who enters announcement decisions. */
export const MANAGER: Actor = { subject: 'manager@H99', role: 'manager', agency: PROVINCE };
/** Who corrects what the other manager entered. */
export const SECOND_MANAGER: Actor = { subject: 'manager-2@H99', role: 'manager', agency: PROVINCE };
/** Who signs apologies: the catalogue gives this person the authority for every agency of the province. */
export const SIGNATORY: Actor = { subject: 'signatory@H99', role: 'signatory', agency: PROVINCE };
