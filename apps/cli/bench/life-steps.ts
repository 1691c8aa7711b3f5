import type { Actor, CommandBodies, CommandType } from '#domain';
import type { Step } from './models.js';

/** Who lives the models' lives: people of the province's own body, whose rights reach everywhere. */
export const CLERK: Actor = { subject: 'bench-clerk', role: 'clerk', agency: 'H99' };
/** See `CLERK`. */
export const OFFICER: Actor = { subject: 'bench-officer', role: 'officer', agency: 'H99' };
/** See `CLERK`. */
export const SIGNATORY: Actor = { subject: 'signatory@H99', role: 'signatory', agency: 'H99' };

/** A command of a life; a minute after the one before unless it says how many days. */
export const step = <T extends CommandType>(actor: Actor, type: T, body: CommandBodies[T], more: Pick<Step, 'days' | 'text'> = {}): Step => ({ actor, type, body, ...more });

/** Given to an officer, who notes a call and passes the papers on. */
export const AT_WORK: readonly Step[] = [step(OFFICER, 'Assign', { officer: OFFICER.subject }), step(OFFICER, 'RecordContact', { party: 'applicant' }), step(OFFICER, 'Forward', {})];

/** What an applicant is asked for. */
export const PAPERS = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' };
