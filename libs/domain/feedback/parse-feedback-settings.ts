import { count, filledListOf, filledText, listOf, oneOf, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import { limitAboveNought as term, limitFromNought as lead } from '../procedure/parse-limit.js';
import { legalBasis } from '../procedure/parse-parties.js';
import { DEFAULT_FEEDBACK, type FeedbackRule, type FeedbackSettings, GOES_ON } from './feedback-settings.js';

type OwnRule = FeedbackSettings['rules'][number];

const ruleKeys = { forward: term, handle: term, handleComplex: term, forwarded: oneOf(GOES_ON), supplied: oneOf(GOES_ON), law: legalBasis };
const rule: Reader<Partial<FeedbackRule>> = shapeOf<Partial<FeedbackRule>>({}, ruleKeys);
const ownRule: Reader<Partial<OwnRule> & Pick<OwnRule, 'agencies' | 'law'>> = shapeOf({ agencies: filledListOf(filledText), law: legalBasis }, ruleKeys);

type Choice = Partial<Omit<FeedbackSettings, 'rule' | 'rules'>> & { readonly rule?: Partial<FeedbackRule>; readonly rules?: readonly (Partial<OwnRule> & Pick<OwnRule, 'agencies' | 'law'>)[] };

const choice = shapeOf<Choice>(
  {},
  {
    refuse: term,
    ask: term,
    answer: term,
    publish: term,
    end: oneOf(['same-clock', 'closing', 'midnight']),
    lateAsk: oneOf(['refused', 'recorded']),
    warn: lead,
    escalations: listOf(term),
    rule,
    rules: listOf(ownRule),
    urgingAnswer: term,
    urgingWarn: lead,
    urgentFrom: count,
  },
);

/**
 * Clocks of feedback as an installation chose them. What it leaves out is as the program has it; what a rule of agencies leaves
 * out is as the installation's own rule. @throws ProcedureFormatError at the first wrong or unknown key, or an agency with two rules
 */
export const feedbackSettings: Reader<FeedbackSettings> = (value, path) => {
  const { rule: general = {}, rules = [], ...chosen } = choice(value, path);
  const usual = { ...DEFAULT_FEEDBACK.rule, ...general };
  const named = rules.flatMap(({ agencies }) => agencies);
  const twice = named.find((agency, index) => named.indexOf(agency) < index);
  if (twice !== undefined) {
    throw new ProcedureFormatError(`${path}.rules`, 'one rule for each agency', twice);
  }
  return { ...DEFAULT_FEEDBACK, ...chosen, rule: usual, rules: rules.map((own) => ({ ...usual, ...own })) };
};
