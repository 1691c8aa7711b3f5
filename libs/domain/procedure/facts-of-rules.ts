import { fact, type FactPiece, type FactWord, type ProcedureFact } from './fact.js';
import type { ConsultationRule, PauseRule, ProcedureVersion, SupplementRule, TermExtension } from './procedure.js';

type Rules = Pick<
  ProcedureVersion,
  'nonTerritorial' | 'immediate' | 'pauseGrounds' | 'consultations' | 'supplement' | 'answer' | 'apology' | 'remoteExtra' | 'undatedMaximum' | 'extensions'
>;

/** What a version says of how its dossiers run: pauses, opinions, supplements, answers, apologies and longer terms. */
export function ruleFacts({ nonTerritorial, immediate, pauseGrounds, consultations = [], supplement, answer, apology, remoteExtra, undatedMaximum, extensions = [], ...unread }: Rules): readonly ProcedureFact[] {
  unread satisfies Record<string, never>;
  return [
    fact('rules', 'non-territorial', '', [{ word: nonTerritorial ? 'yes' : 'no' }]),
    fact('rules', 'immediate', '', [{ word: immediate ? 'yes' : 'no' }]),
    ...pauseGrounds.map((entry) => (typeof entry === 'string' ? pauseFact({ ground: entry }) : pauseFact(entry))),
    ...consultations.map(consultationFact),
    fact('rules', 'supplement', '', supplementPieces(supplement)),
    fact('rules', 'answer', '', [...limited('answer-limit', answer.limit), ...limited('answer-alert', answer.alert)]),
    fact('rules', 'apology', '', [{ word: apology.at }, ...limited('lead', apology.lead), ...limited('letter-limit', apology.letterLimit)]),
    ...(remoteExtra === undefined ? [] : [fact('rules', 'remote-extra', '', [{ limit: remoteExtra }])]),
    ...(undatedMaximum === undefined ? [] : [fact('rules', 'undated-maximum', '', [{ limit: undatedMaximum }])]),
    ...extensions.map(extensionFact),
  ];
}

function pauseFact({ ground, limit, party }: PauseRule): ProcedureFact {
  return fact('rules', 'pause-ground', ground, [
    { ground },
    ...(limit === undefined ? [] : [{ limit }]),
    ...(party === undefined
      ? []
      : [
          { text: party.code },
          { text: party.name },
          ...(party.owner === undefined ? [] : [{ text: party.owner }]),
          ...party.budgets.flatMap((budget): readonly FactPiece[] => [{ text: budget.code }, { text: budget.name }, ...(budget.applicant === undefined ? [] : [{ word: budget.applicant }]), { limit: budget.limit }]),
          ...limited('confirmation', party.confirmation),
          { basis: party.basis },
        ]),
  ]);
}

function consultationFact({ code, name, limit, silence, pauses, basis }: ConsultationRule): ProcedureFact {
  return fact('rules', 'consultation', code, [{ text: name }, { limit }, { word: silence }, ...(pauses === undefined ? [] : [{ ground: pauses }]), { basis }]);
}

function supplementPieces({ clock, applicantLimit, requestLimit, closeAs }: SupplementRule): readonly FactPiece[] {
  return [{ word: clock }, ...limited('applicant-limit', applicantLimit), ...limited('agency-limit', requestLimit.agency), ...limited('desk-limit', requestLimit.desk), { word: closeAs }];
}

function extensionFact({ code, name, law, limit, agreement }: TermExtension): ProcedureFact {
  return fact('rules', 'extension', code, [{ text: name }, ...(limit === undefined ? [] : [{ limit }]), ...(agreement === undefined ? [] : [{ word: 'agreement' } as const]), { citation: law }]);
}

function limited(word: FactWord, limit: Rules['remoteExtra']): readonly FactPiece[] {
  return limit === undefined ? [] : [{ word }, { limit }];
}
