import { CHANNELS } from './channel.js';
import { count, filledText, listOf, localDay, oneOf, shapeOf, text } from './json-shape.js';
import { type Authority, CONDITIONAL_PARTS, type LegalParts, type Manner, type OrderStep, type ProcedureForm } from './legal-parts.js';
import type { DecisionReference } from './procedure.js';

/** A decision by number, day of signature and issuer. */
export const decisionReference = shapeOf<DecisionReference>({ number: filledText, date: localDay }, { issuer: filledText });

/** The legal parts of a version; blank texts pass, so that `missingParts` can name them. */
export const legalParts = shapeOf<LegalParts>(
  {},
  {
    order: listOf(shapeOf<OrderStep>({ text }, { heading: filledText })),
    manner: listOf(shapeOf<Manner>({ channel: oneOf(CHANNELS), text }, {})),
    sets: count,
    subjects: listOf(text),
    authority: shapeOf<Authority>({}, { competent: filledText, authorised: filledText, coordinating: filledText }),
    forms: listOf(shapeOf<ProcedureForm>({ code: filledText, name: text }, {})),
    conditions: listOf(text),
    notes: listOf(filledText),
    without: listOf(oneOf(CONDITIONAL_PARTS)),
  },
);
