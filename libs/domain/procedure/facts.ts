import { fact, type FactPiece, type ProcedureFact } from './fact.js';
import { caseFacts } from './facts-of-case.js';
import { ruleFacts } from './facts-of-rules.js';
import type { ProcedureVersion } from './procedure.js';

/** Everything a version says, fact by fact, in the order a person reads it; its number and code are not among them. */
export function factsOf(procedure: ProcedureVersion): readonly ProcedureFact[] {
  const { code: _code, version: _version, name, field, effectiveFrom, endsOn, announcedBy, repealedBy, legalParts = {}, competentAgencies, channels, results, fees, legalBases, cases, sources, ...rules } = procedure;
  const { order = [], manner = [], sets, subjects = [], authority = {}, forms = [], conditions = [], notes = [], without = [], ...unread } = legalParts;
  unread satisfies Record<string, never>;
  return [
    fact('identity', 'name', '', [{ text: name }]),
    fact('identity', 'field', '', [{ text: field.code }, { text: field.name }]),
    fact('identity', 'effective-from', '', [{ day: effectiveFrom }]),
    ...(endsOn === undefined ? [] : [fact('identity', 'ends-on', '', [{ day: endsOn }])]),
    ...(announcedBy === undefined ? [] : [fact('identity', 'announced-by', '', decision(announcedBy))]),
    ...(repealedBy === undefined ? [] : [fact('identity', 'repealed-by', '', decision(repealedBy))]),
    ...order.map(({ heading, text }, index) => fact('parts', 'order', String(index + 1), [...(heading === undefined ? [] : [{ text: heading }]), { text }])),
    ...channels.map((channel) => fact('parts', 'channel', channel, [{ word: channel }])),
    ...manner.map(({ channel, text }, index) => fact('parts', 'manner', `${channel}/${String(index)}`, [{ word: channel }, { text }])),
    ...(sets === undefined ? [] : [fact('parts', 'sets', '', [{ text: String(sets) }])]),
    ...subjects.map((text) => fact('parts', 'subject', text, [{ text }])),
    ...competentAgencies.map((code) => fact('parts', 'competent-agency', code, [{ text: code }])),
    ...(['competent', 'authorised', 'coordinating'] as const).flatMap((role) => {
      const text = authority[role];
      return text === undefined ? [] : [fact('parts', 'authority', role, [{ word: role }, { text }])];
    }),
    ...results.map((text) => fact('parts', 'result', text, [{ text }])),
    ...conditions.map((text, index) => fact('parts', 'condition', String(index + 1), [{ text }])),
    ...notes.map((text, index) => fact('parts', 'note', String(index + 1), [{ text }])),
    ...without.map((part) => fact('parts', 'without', part, [{ word: part }])),
    ...cases.flatMap(caseFacts),
    ...forms.map(({ code, name: title }) => fact('forms', 'form', code, [{ text: code }, { text: title }])),
    ...fees.map(({ name: title, amount, text, channel }) =>
      fact('fees', 'fee', `${title}/${channel ?? ''}`, [{ text: title }, ...(channel === undefined ? [] : [{ word: channel }]), ...(amount === undefined ? [] : [{ dong: amount }]), ...(text === undefined ? [] : [{ text }])]),
    ),
    ...legalBases.map((basis) => fact('bases', 'basis', `${basis.document}/${basis.article ?? ''}`, [{ basis }])),
    ...ruleFacts(rules),
    ...sources.map((text, index) => fact('rules', 'source', String(index + 1), [{ text }])),
  ];
}

function decision({ number, date, issuer }: NonNullable<ProcedureVersion['announcedBy']>): readonly FactPiece[] {
  return [{ text: number }, { day: date }, ...(issuer === undefined ? [] : [{ text: issuer }])];
}
