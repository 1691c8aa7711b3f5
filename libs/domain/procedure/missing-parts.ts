import type { ConditionalPart, LegalPartCode } from './legal-parts.js';
import type { ProcedureCase, ProcedureVersion } from './procedure.js';

/**
 * A part of NĐ 63/2010 Art. 8 a version lacks, and where it would stand. `absent`: every procedure has it; `blank`: its place is
 * there and says nothing; `not-said`: neither given nor stated to be none.
 */
export interface MissingPart {
  readonly code: LegalPartCode;
  /** Such as `legalParts.order` or `cases[1].components`. */
  readonly path: string;
  readonly lack: 'absent' | 'blank' | 'not-said';
}

type CaseParts = Pick<ProcedureCase, 'components' | 'dating'> & { readonly parts: readonly unknown[] };

/** What of a version its legal parts are read from; a version being written may have cases without terms. */
export type PartsOfProcedure = Pick<ProcedureVersion, 'name' | 'channels' | 'competentAgencies' | 'fees' | 'results' | 'legalParts' | 'undatedMaximum'> & {
  readonly cases: readonly CaseParts[];
};

/** Which legal parts a procedure lacks, in the order of the article; it may be posted when there is none. */
export function missingParts(procedure: PartsOfProcedure): readonly MissingPart[] {
  const parts = procedure.legalParts ?? {};
  return [
    ...(isBlank(procedure.name) ? [{ code: 'name', path: 'name', lack: 'blank' } as const] : []),
    ...listed('order', 'legalParts.order', parts.order?.map(({ text }) => text)),
    ...(procedure.channels.length === 0 ? [{ code: 'manner', path: 'channels', lack: 'absent' } as const] : []),
    ...blanksIn('manner', 'legalParts.manner', parts.manner?.map(({ text }) => text) ?? []),
    ...ofCases(procedure, 'components', ({ components }) => components.length === 0),
    ...(parts.sets === undefined ? [{ code: 'sets', path: 'legalParts.sets', lack: 'absent' } as const] : []),
    ...ofCases(procedure, 'period', ({ parts: terms, dating }) => terms.length === 0 || (dating?.by === 'nobody' && procedure.undatedMaximum === undefined)),
    ...listed('subjects', 'legalParts.subjects', parts.subjects),
    ...listed('agency', 'competentAgencies', procedure.competentAgencies),
    ...conditional(procedure, 'form', 'legalParts.forms', parts.forms?.map(({ name }) => name)),
    ...conditional(procedure, 'result', 'results', procedure.results),
    ...conditional(procedure, 'conditions', 'legalParts.conditions', parts.conditions),
    ...conditional(procedure, 'fees', 'fees', procedure.fees.map(({ amount, text }) => (amount === undefined ? (text ?? '') : String(amount)))),
  ];
}

function listed(code: LegalPartCode, path: string, texts: readonly string[] = []): readonly MissingPart[] {
  return texts.length === 0 ? [{ code, path, lack: 'absent' }] : blanksIn(code, path, texts);
}

function conditional(procedure: PartsOfProcedure, code: ConditionalPart, path: string, texts: readonly string[] = []): readonly MissingPart[] {
  if (texts.length > 0) {
    return blanksIn(code, path, texts);
  }
  return procedure.legalParts?.without?.includes(code) === true ? [] : [{ code, path, lack: 'not-said' }];
}

function blanksIn(code: LegalPartCode, path: string, texts: readonly string[]): readonly MissingPart[] {
  return texts.flatMap((text, index) => (isBlank(text) ? [{ code, path: `${path}[${String(index)}]`, lack: 'blank' }] : []));
}

function ofCases({ cases }: PartsOfProcedure, code: 'components' | 'period', lacks: (one: CaseParts) => boolean): readonly MissingPart[] {
  const place = code === 'components' ? 'components' : 'parts';
  return cases.length === 0
    ? [{ code, path: 'cases', lack: 'absent' }]
    : cases.flatMap((one, index) => (lacks(one) ? [{ code, path: `cases[${String(index)}].${place}`, lack: 'absent' }] : []));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
