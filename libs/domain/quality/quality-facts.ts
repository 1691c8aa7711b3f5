import type { Finish } from '../dossier/ending.js';
import type { DossierState } from '../dossier/state.js';
import { instant, localDateOf } from '../time/instant.js';
import type { WorkedDossier, WorkRun } from './work-runs.js';

/** Work against its term by local days, as dossiers are judged: `shorter` on an earlier day, `longer` after the very minute. */
export type Pace = 'shorter' | 'equal' | 'longer';

/** What a finished dossier's own ledger tells for its indices. */
export interface OwnFacts {
  readonly code: string;
  readonly procedure: string;
  readonly finishedAt: number;
  readonly punctuality: Finish['punctuality'];
  readonly runs: readonly WorkRun[];
  /** How other bodies kept the terms they had: those a pause waited for and those asked for an opinion. */
  readonly others: readonly Pace[];
  readonly applicantContacts: number;
  readonly agenciesContacted: number;
  readonly dissatisfied: boolean;
  readonly online: boolean;
  /** Done at the desk. */
  readonly atDesk: boolean;
}

/** What the indices of one finished dossier are marked from. */
export interface QualityFacts extends OwnFacts {
  /** Complaints of conduct about it, without those turned away. */
  readonly complaints: number;
  readonly receivedAtDesk: boolean;
  readonly procedurePosting: Posting;
}

/** Where a procedure stands posted. */
export interface Posting {
  readonly posted: boolean;
  readonly electronic: boolean;
}

/** What a dossier's own ledger does not hold. */
export interface BesideDossier {
  readonly complaints: number;
  readonly posting: Posting;
  /** The receiving agency serves at a one-stop desk. */
  readonly hasDesk: boolean;
}

/** The facts of a finished dossier by its ledger alone; `undefined` while it is not finished. */
export function ownFacts({ state, runs }: WorkedDossier): OwnFacts | undefined {
  const { finish } = state;
  if (finish === undefined) {
    return undefined;
  }
  return {
    code: state.code,
    procedure: state.procedure.code,
    finishedAt: finish.at,
    punctuality: finish.punctuality,
    runs,
    others: [...state.parties.flatMap(partyPace), ...state.opinions.flatMap(opinionPace)],
    applicantContacts: state.contacts.applicant,
    agenciesContacted: state.contacts.agencies.length,
    dissatisfied: state.rating?.rating === 'dissatisfied',
    online: state.channel === 'online',
    atDesk: isDoneAtDesk(state, runs),
  };
}

/** The facts of a finished dossier with what its ledger does not hold. */
export function qualityFacts(own: OwnFacts, { complaints, posting, hasDesk }: BesideDossier): QualityFacts {
  return { ...own, complaints, receivedAtDesk: hasDesk, procedurePosting: posting };
}

/** How a run kept its target; `undefined` where it has none or did not end. */
export function paceOfRun({ late, targetAt, endedAt }: WorkRun): Pace | undefined {
  return late ? 'longer' : paceOf(endedAt, targetAt);
}

function partyPace({ lateAt, dueAt, ended }: DossierState['parties'][number]): readonly Pace[] {
  return lateAt === undefined ? listed(paceOf(ended?.at, dueAt)) : ['longer'];
}

/** Silence taken as consent keeps nobody waiting and is not judged. */
function opinionPace({ silence, silentAt, dueAt, answer }: DossierState['opinions'][number]): readonly Pace[] {
  if (silentAt !== undefined) {
    return silence === 'late' ? ['longer'] : [];
  }
  return listed(paceOf(answer?.at, dueAt));
}

function paceOf(endedAt: number | undefined, dueAt: number | undefined): Pace | undefined {
  if (endedAt === undefined || dueAt === undefined) {
    return undefined;
  }
  return endedAt > dueAt ? 'longer' : localDateOf(instant(endedAt)) < localDateOf(instant(dueAt)) ? 'shorter' : 'equal';
}

function listed(pace: Pace | undefined): readonly Pace[] {
  return pace === undefined ? [] : [pace];
}

/** Given on the spot, or worked on by the desk alone for another agency. Where desk and agency are one body the ledger cannot tell more. */
function isDoneAtDesk({ immediate, receivingAgency, competentAgency }: DossierState, runs: readonly WorkRun[]): boolean {
  return immediate || (receivingAgency !== competentAgency && runs.length > 0 && runs.every(({ agency }) => agency === receivingAgency));
}
