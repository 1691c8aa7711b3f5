import type { EndRule, StageBudget, StartRule, TermRule } from '../deadline/time-limit.js';
import type { LegalCitation } from '../dossier/legal-citation.js';
import { CHANNELS } from './channel.js';
import { amount, count, filledListOf, filledText, flag, listOf, oneOf, shapeOf, text, variantOf, type Reader } from './json-shape.js';
import { decisionReference, legalParts } from './parse-legal-parts.js';
import { limit } from './parse-limit.js';
import { consultation, legalBasis, pauseEntry } from './parse-parties.js';
import type {
  ApologyRule,
  CaseDating,
  Channel,
  Fee,
  ProcedureCase,
  ProcedureVersion,
  RequiredComponent,
  Stage,
  StageExclusion,
  StageGroup,
  SupplementRule,
  TermExtension,
  TermPart,
} from './procedure.js';

type InUnit<T, Unit> = Extract<T, { readonly unit: Unit }>;

const budget: Reader<StageBudget> = variantOf<StageBudget>('unit', {
  'office-hours': shapeOf<InUnit<StageBudget, 'office-hours'>>({ unit: oneOf(['office-hours']), amount }, {}),
  'calendar-days': shapeOf<InUnit<StageBudget, 'calendar-days'>>({ unit: oneOf(['calendar-days']), amount }, {}),
  'working-hours': shapeOf<InUnit<StageBudget, 'working-hours'>>({ unit: oneOf(['working-hours']), amount }, {}),
});

const start: Reader<StartRule> = oneOf(['on-receipt', 'same-day-15h', 'birth-group-15h', 'online-17h', 'last-hour']);
const end: Reader<EndRule> = oneOf(['same-clock', 'closing', 'midnight']);
const channel: Reader<Channel> = oneOf(CHANNELS);
const exclusion: Reader<StageExclusion> = oneOf(['tax', 'payment', 'posting', 'return', 'fixed-date']);

/** The rule of a term: how long, from when, to when. */
export const termRule = shapeOf<TermRule>({ limit, start, end }, {});

const stage = shapeOf<Stage>(
  { id: filledText, name: filledText, owner: filledText },
  { unit: filledText, budget, excluded: exclusion, sourceIncomplete: oneOf([true]), result: filledText },
);

const citation = shapeOf<LegalCitation>({ document: filledText, article: filledText }, { clause: filledText, point: filledText });

const termPart = shapeOf<TermPart>(
  { term: termRule, groups: listOf(shapeOf<StageGroup>({ stages: listOf(stage) }, {})) },
  { law: citation },
);

type DatedBy<By> = Extract<CaseDating, { readonly by: By }>;

const dating: Reader<CaseDating> = variantOf<CaseDating>('by', {
  person: shapeOf<DatedBy<'person'>>({ by: oneOf(['person']), law: citation, awaits: filledText, atIntake: flag, pause: oneOf(['shift', 'stand']) }, {}),
  nobody: shapeOf<DatedBy<'nobody'>>({ by: oneOf(['nobody']), law: citation }, {}),
});

const extension = shapeOf<TermExtension>({ code: filledText, name: filledText, law: citation }, { limit, agreement: oneOf([true]) });

const component = shapeOf<RequiredComponent>(
  { code: filledText, name: filledText, originals: count, copies: count, required: flag },
  { form: filledText },
);

const procedureCase = shapeOf<ProcedureCase>(
  { code: filledText, name: filledText, parts: filledListOf(termPart), components: listOf(component) },
  {
    statutoryLimit: limit,
    dating,
    channelTerms: shapeOf<NonNullable<ProcedureCase['channelTerms']>>({}, { counter: termRule, online: termRule, post: termRule }),
  },
);

const supplement = shapeOf<SupplementRule>(
  {
    clock: oneOf(['restart', 'shift']),
    applicantLimit: limit,
    requestLimit: shapeOf<SupplementRule['requestLimit']>({ agency: limit }, { desk: limit }),
    closeAs: oneOf(['refused', 'withdrawn', 'suspended']),
  },
  {},
);

const apology = shapeOf<ApologyRule>({ at: oneOf(['before-expiry', 'at-expiry']), lead: limit, letterLimit: limit }, {});

/** Readers of what a version says, field by field, for whoever gives only some of it. */
export const PROCEDURE_READERS = {
  field: shapeOf<ProcedureVersion['field']>({ code: filledText, name: filledText }, {}),
  competentAgencies: listOf(filledText),
  nonTerritorial: flag,
  channels: listOf(channel),
  immediate: flag,
  cases: filledListOf(procedureCase),
  pauseGrounds: listOf(pauseEntry),
  supplement,
  answer: shapeOf<ProcedureVersion['answer']>({ limit, alert: limit }, {}),
  apology,
  fees: listOf(shapeOf<Fee>({ name: filledText }, { amount, text, channel })),
  consultations: listOf(consultation),
  remoteExtra: limit,
  undatedMaximum: limit,
  extensions: listOf(extension),
  legalParts,
} as const;

const { consultations, remoteExtra, undatedMaximum, extensions, legalParts: parts, ...alwaysRead } = PROCEDURE_READERS;

const procedureVersion = shapeOf<ProcedureVersion>(
  {
    ...alwaysRead,
    code: filledText,
    version: count,
    name: filledText,
    effectiveFrom: filledText,
    legalBases: listOf(legalBasis),
    results: listOf(filledText),
    sources: listOf(filledText),
  },
  { consultations, remoteExtra, undatedMaximum, extensions, legalParts: parts, endsOn: filledText, announcedBy: decisionReference, repealedBy: decisionReference },
);

/**
 * A procedure version from the JSON of a catalogue file. Only its shape is read here; whether its figures hold together is
 * `validateProcedure`'s question. Throws `ProcedureFormatError` with the path of the first wrong, missing or unknown key.
 */
export function parseProcedure(json: unknown): ProcedureVersion {
  return procedureVersion(json, '');
}
