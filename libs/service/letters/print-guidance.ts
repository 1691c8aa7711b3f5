import type { Agency, Instant, LegalCitation, ProcedureVersion } from '#domain';
import { renderSlip, type RequestedItem } from '#letters';
import { legalCitationVi } from '#vi';
import type { Engine } from '../engine.js';
import type { Person } from '../personal/index.js';
import { deskFrame, deskNameOf } from './letter-frame.js';

/** One thing a filing lacks: a paper of the procedure by its code, or in words; with the place in the law that asks for it. */
export interface GuidedItem {
  readonly component?: string;
  readonly text?: string;
  readonly legalBasis?: LegalCitation;
}

/** What the desk tells somebody whose filing it has not taken in. Nothing of it is kept. */
export interface Guidance {
  readonly desk: Agency;
  readonly procedure: Pick<ProcedureVersion, 'name' | 'cases'>;
  readonly applicant: Person;
  readonly requestContent?: string;
  readonly items: readonly GuidedItem[];
  readonly reason?: string;
  /** The number the desk gave it in its own book, as `7/HDHS-UBND`. */
  readonly documentNumber?: string;
}

/** The guidance slip of a filing that is not taken in, dated `at`. Writes nothing. */
export async function printGuidanceSlip(engine: Engine, { desk, procedure, applicant, requestContent, items, reason, documentNumber }: Guidance, at: Instant): Promise<Uint8Array> {
  const { type, ...person } = applicant;
  const names = new Map(procedure.cases.flatMap(({ components }) => components.map(({ code, name }) => [code, name] as const)));
  const { read } = engine.database;
  const templates = await engine.rules.templates(read);
  const counterName = deskNameOf(desk, templates);
  return renderSlip({
    ...deskFrame(desk, { agencies: await engine.rules.agencies(read), templates }, at),
    form: 'guidance',
    ...(documentNumber === undefined ? {} : { documentNumber }),
    counterName,
    applicant: { kind: type ?? 'person', ...person },
    requestContent: requestContent ?? procedure.name,
    items: items.map((item) => wordsOf(item, names)),
    ...(reason === undefined ? {} : { reason }),
    contact: { name: counterName, ...(desk.phone === undefined ? {} : { phone: desk.phone }) },
  });
}

function wordsOf({ component, text, legalBasis }: GuidedItem, names: ReadonlyMap<string, string>): RequestedItem {
  const basis = legalBasis === undefined ? undefined : legalCitationVi(legalBasis);
  const words = [...(component === undefined ? [] : [names.get(component) ?? component]), ...(text === undefined ? [] : [text])].join(': ');
  return words === '' ? { text: `Nội dung theo ${basis ?? 'quy định'}` } : { text: words, ...(basis === undefined ? {} : { legalBasis: basis }) };
}
