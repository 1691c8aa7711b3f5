import { count, filledListOf, filledText, listOf, oneOf, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import { limitAboveNought as term, limitFromNought as lead } from '../procedure/parse-limit.js';
import { legalBasis } from '../procedure/parse-parties.js';
import { DEFAULT_FEEDBACK, type FeedbackChoice, type FeedbackRule, GOES_ON, type OwnFeedbackRule } from './feedback-settings.js';

const ruleKeys = { forward: term, handle: term, handleComplex: term, forwarded: oneOf(GOES_ON), supplied: oneOf(GOES_ON), law: legalBasis };
const rule: Reader<Partial<FeedbackRule>> = shapeOf<Partial<FeedbackRule>>({}, ruleKeys);
const ownRule: Reader<OwnFeedbackRule> = shapeOf({ agencies: filledListOf(filledText), law: legalBasis }, ruleKeys);

type Choice = Partial<Omit<FeedbackChoice, 'rule'>> & { readonly rule?: Partial<FeedbackRule> };

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
 * out stays out, and `feedbackInForce` fills it from the installation's own rule.
 * @throws ProcedureFormatError at the first wrong or unknown key, or an agency with two rules
 */
export const feedbackSettings: Reader<FeedbackChoice> = (value, path) => {
  const { rule: general = {}, rules = [], ...chosen } = choice(value, path);
  const named = rules.flatMap(({ agencies }) => agencies);
  const twice = named.find((agency, index) => named.indexOf(agency) < index);
  if (twice !== undefined) {
    throw new ProcedureFormatError(`${path}.rules`, 'one rule for each agency', twice);
  }
  return { ...DEFAULT_FEEDBACK, ...chosen, rule: { ...DEFAULT_FEEDBACK.rule, ...general }, rules };
};
