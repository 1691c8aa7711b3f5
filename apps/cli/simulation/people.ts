import type { Actor } from '#domain';

/** The province whose people play. */
export const PROVINCE = 'H99';
/** Whoever sits at the desks. */
export const CLERK: Actor = { subject: 'simulated-clerk', role: 'clerk', agency: PROVINCE };
/** The officer of every simulated dossier. */
export const OFFICER: Actor = { subject: 'simulated-officer', role: 'officer', agency: PROVINCE };
/** The head who assigns and returns work. */
export const HEAD: Actor = { subject: 'simulated-head', role: 'head', agency: PROVINCE };
/** Who signs apologies: the catalogue gives this person the authority for every agency of the province. */
export const SIGNATORY: Actor = { subject: 'signatory@H99', role: 'signatory', agency: PROVINCE };
