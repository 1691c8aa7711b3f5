import type { OpinionState, PartyState } from '#domain';
import type { DossierPage } from '#service';
import { isoOf, isoOrNull } from '../schemas/atoms.js';
import type { DossierAnswer } from './dossier-schema.js';

/** Another body at work, by the name its procedure gives it. */
export function viewParty(party: PartyState, names: DossierPage['partyNames']): DossierAnswer['parties'][number] {
  const { delay, ended } = party;
  return {
    number: party.number,
    ground: party.ground,
    task: party.task,
    code: party.code,
    name: names[party.code] ?? party.code,
    agency: party.agency ?? null,
    case: party.case ?? null,
    startedAt: isoOf(party.startedAt),
    dueAt: isoOf(party.dueAt),
    lateAt: isoOrNull(party.lateAt),
    delay: delay === undefined ? null : { at: isoOf(delay.at), reasonCode: delay.reasonCode, newDueAt: isoOf(delay.newDueAt), documentNumber: delay.documentNumber ?? null },
    endedAt: isoOrNull(ended?.at),
    endedBy: ended?.by ?? null,
  };
}

/** An opinion asked for, with the names of what was asked and of whom. */
export function viewOpinion(opinion: OpinionState, { consultationNames, consulted }: Pick<DossierPage, 'consultationNames' | 'consulted'>): DossierAnswer['opinions'][number] {
  const { answer } = opinion;
  return {
    number: opinion.number,
    consultation: opinion.consultation,
    name: consultationNames[opinion.consultation] ?? opinion.consultation,
    agency: { code: opinion.agency, name: consulted[opinion.agency] ?? opinion.agency },
    askedAt: isoOf(opinion.askedAt),
    dueAt: isoOf(opinion.dueAt),
    silence: opinion.silence,
    silentAt: isoOrNull(opinion.silentAt),
    pauses: opinion.pauses === true,
    answer: answer === undefined ? null : { at: isoOf(answer.at), outcome: answer.outcome, documentNumber: answer.documentNumber ?? null },
    lapsedAt: isoOrNull(opinion.lapsedAt),
  };
}
