import type { TimeLimit } from '../deadline/time-limit.js';
import type { OrderStep } from '../procedure/legal-parts.js';
import type { Channel, DecisionReference } from '../procedure/procedure.js';
import { localDateOf } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import type { PortalRecord, RecordedMethod, RecordedTerm, UnreadField } from './portal-record.js';
import { RECORD_FIELDS as FIELDS } from './record-fields.js';
import { RecordReader } from './record-reader.js';

/** A record without a code or a name is of no procedure. */
export class NoProcedureRecordError extends Error {
  override readonly name = 'NoProcedureRecordError';

  constructor(readonly path: string) {
    super(`${path} is missing: this is no procedure record of the national portal`);
  }
}

const CHANNELS: ReadonlyMap<string, Channel> = new Map([['DIRECT', 'counter'], ['ONLINE', 'online'], ['POSTAL', 'post']]);
const UNITS: ReadonlyMap<string, Exclude<TimeLimit['unit'], 'same-day'>> = new Map([['WORKING_DAY', 'working-days'], ['DAY', 'calendar-days'], ['HOUR', 'working-hours'], ['MONTH', 'months'], ['YEAR', 'years']]);

/**
 * Reads the record of a procedure as the national portal gives it, with or without its envelope (`{code, data, message}`).
 * Whatever is not understood is named in `unread`; the record itself is to be kept beside. Throws `NoProcedureRecordError`.
 */
export function readPortalRecord(json: unknown): PortalRecord {
  const unread: UnreadField[] = [];
  const record = new RecordReader(recordIn(json), '', unread);
  record.knowing(FIELDS.record);
  const [code, name] = [record.text('code'), record.text('name')];
  if (code === '' || name === '') {
    throw new NoProcedureRecordError(code === '' ? 'code' : 'name');
  }
  const field = record.object('category')?.knowing(FIELDS.named) ?? record.list('categoriesDetails')[0]?.knowing(FIELDS.named);
  const [notation, state, conditions] = [record.text('codeNotation'), record.text('state'), record.text('requirementsAndConditions')];
  const decision = decisionOf(record);
  return {
    code,
    ...(notation === '' ? {} : { codeNotation: notation }),
    name,
    ...(state === '' ? {} : { state }),
    ...(field === undefined || field.text('code') === '' ? {} : { field: { code: field.text('code'), name: field.text('name') } }),
    nonTerritorial: record.flag('isNonTerritorial'),
    order: record.list('executionSteps').map(stepOf),
    methods: record.list('executionMethods').map(methodOf),
    papers: record.list('executionCases').map((group) => ({ heading: group.knowing(FIELDS.papers).text('name'), papers: group.list('profileComponents').map(paperOf) })),
    cases: record.list('cases').map((one) => {
      const day = one.knowing(FIELDS.case).object('processingDay')?.knowing(FIELDS.term);
      return { code: one.text('code'), name: one.text('name'), ...termOf(day?.number('qty'), day?.text('type') ?? '') };
    }),
    bases: record.list('legalBasisesDetails').map((basis) => ({ document: [basis.knowing(FIELDS.named).text('code'), basis.text('name')].filter((text, index, all) => text !== '' && all.indexOf(text) === index).join(' – ') })),
    results: namesIn(record, 'resultsDetails'),
    subjects: namesIn(record, 'subjectTypesDetails'),
    authority: authorityOf(record),
    ...(conditions === '' ? {} : { conditions }),
    ...(decision === undefined ? {} : { decision }),
    unread,
  };
}

/** The record inside its envelope: paths name places in the record, however it is given. */
function recordIn(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'data' in json && !('executionMethods' in json) ? json.data : json;
}

function stepOf(step: RecordReader): OrderStep {
  const heading = step.knowing(FIELDS.step).text('name');
  return { ...(heading === '' ? {} : { heading }), text: step.text('description') };
}

function methodOf(method: RecordReader): RecordedMethod {
  const word = method.knowing(FIELDS.method).text('submissionMethod');
  const channel = CHANNELS.get(word);
  return {
    word,
    ...(channel === undefined ? {} : { channel }),
    ...termOf(method.number('processingTime'), method.text('processingTimeUnit')),
    text: method.text('description'),
    fees: method.list('fees').map((fee) => ({ type: fee.knowing(FIELDS.fee).text('type'), value: fee.number('value') ?? 0, text: fee.text('description') })),
  };
}

function termOf(amount: number | undefined, unit: string): { readonly term?: RecordedTerm } {
  if (amount === undefined) {
    return {};
  }
  const known = UNITS.get(unit);
  return { term: { amount, unit, ...(known === undefined || amount <= 0 ? {} : { limit: { unit: known, amount } }) } };
}

function paperOf(paper: RecordReader): PortalRecord['papers'][number]['papers'][number] {
  paper.knowing(FIELDS.paper);
  return { code: paper.text('code'), name: paper.text('name'), originals: paper.count('originalQty'), copies: paper.count('copyQty'), required: paper.flag('required') };
}

function namesIn(record: RecordReader, list: string): readonly string[] {
  return record.list(list).map((one) => one.knowing(FIELDS.named).text('name'));
}

function authorityOf(record: RecordReader): PortalRecord['authority'] {
  const named = (text: string, ...lists: readonly string[]): string => (record.text(text) === '' ? lists.flatMap((list) => namesIn(record, list)).join('; ') : record.text(text));
  const competent = named('executingAgencies', 'unitGroupsExecuting', 'departmentsExecuting');
  const authorised = named('authorizedAgencies', 'unitGroupsAuthorized', 'departmentsAuthorized');
  const coordinating = named('coordinatingAgencies', 'unitGroupsCoordinating', 'departmentsCoordinating');
  return { ...(competent === '' ? {} : { competent }), ...(authorised === '' ? {} : { authorised }), ...(coordinating === '' ? {} : { coordinating }) };
}

function decisionOf(record: RecordReader): DecisionReference | undefined {
  const proposal = record.object('procedureProposal')?.knowing(FIELDS.proposal);
  const [number, signedAt] = [proposal?.text('proposalNumber') ?? '', proposal?.instant('decisionDate')];
  if (number === '' || signedAt === undefined) {
    return undefined;
  }
  const issuer = proposal?.object('issuingAgency')?.knowing(FIELDS.named).text('name') ?? '';
  return { number, date: formatLocalDate(localDateOf(signedAt)), ...(issuer === '' ? {} : { issuer }) };
}
