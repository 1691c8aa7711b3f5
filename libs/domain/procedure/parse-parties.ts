import { filledListOf, filledText, localDay, oneOf, type Reader, shapeOf } from './json-shape.js';
import { limit } from './parse-limit.js';
import type { ConsultationRule, LegalBasis, PartyBudget, PartyRule, PauseGround, PauseRule } from './procedure.js';

const pauseGround: Reader<PauseGround> = oneOf([
  'financial-obligation',
  'tax-determination',
  'land-price-determination',
  'public-posting',
  'media-announcement',
  'expert-examination',
  'violation-handling',
  'inheritance-division',
  'cadastral-measurement',
  'land-consolidation',
  'construction-cost-determination',
  'external-opinion',
  'applicant-explanation',
]);

/** A legal text by document and article, with the days between which it binds. */
export const legalBasis: Reader<LegalBasis> = shapeOf<LegalBasis>({ document: filledText }, { article: filledText, effectiveFrom: localDay, endsOn: localDay });

const partyBudget = shapeOf<PartyBudget>({ code: filledText, name: filledText, limit }, { applicant: oneOf(['person', 'organisation']) });

const party = shapeOf<PartyRule>(
  { code: filledText, name: filledText, budgets: filledListOf(partyBudget), basis: legalBasis },
  { owner: filledText, confirmation: limit },
);

const pauseRule = shapeOf<PauseRule>({ ground: pauseGround }, { limit, party });

/** A ground of a pause: its bare code, or the rule its law makes of it. */
export const pauseEntry: Reader<PauseGround | PauseRule> = (value, path) => (typeof value === 'string' ? pauseGround(value, path) : pauseRule(value, path));

/** An opinion the agency may ask for. */
export const consultation: Reader<ConsultationRule> = shapeOf<ConsultationRule>(
  { code: filledText, name: filledText, limit, silence: oneOf(['consent', 'late']), basis: legalBasis },
  { pauses: pauseGround },
);
