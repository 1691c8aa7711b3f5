import { addCalendarDays, type Instant, type LetterTemplateChoice, localDateOf, NATION, parseLetterTemplate, startOfDay } from '#domain';
import { renderBlankSlips, renderLetter } from '#letters';
import type { Engine } from '../engine.js';
import { closingRecipients, deskFrame, deskNameOf, letterFrame } from './letter-frame.js';

/** Forms a template can be looked at by before it is published: the receipt, and the apology with its own sentences. */
export const PREVIEWED_FORMS = ['01', '04'] as const;
type PreviewedForm = (typeof PREVIEWED_FORMS)[number];

/** A template that is being written, and the agency whose letters are shown under it. */
interface TemplatePreview {
  readonly scope: string;
  readonly content: unknown;
  readonly agency: string;
  readonly form: PreviewedForm;
}

/** Days between the receipt, the promise and the new date of the example. */
const EXAMPLE_DAYS = { promised: 5, moved: 8 } as const;

/**
 * A form as an agency would print it under a template that is not published: form 01 blank, form 04 with an example that names nobody. `undefined`
 * where the catalogue does not have the agency. Throws `ProcedureFormatError` with the path of what is wrong in the content.
 */
export async function previewTemplate(engine: Engine, { scope, content, agency: code, form }: TemplatePreview, at: Instant): Promise<Uint8Array | undefined> {
  const { read } = engine.database;
  const choice: LetterTemplateChoice = parseLetterTemplate(content, scope === NATION ? 'many-agencies' : 'one-agency');
  const agencies = await engine.rules.agencies(read);
  const templates = (await engine.rules.templates(read)).with({ scope, number: 0, content: choice });
  const agency = agencies.get(code);
  if (agency === undefined) {
    return undefined;
  }
  const source = { agencies, templates };
  const dossierCode = `${agency.unitCode}-000000-0000`;
  if (form === '01') {
    return renderBlankSlips({ ...deskFrame(agency, source, at), counterName: deskNameOf(agency, templates), codes: [dossierCode] });
  }
  const day = (distance: number): number => startOfDay(addCalendarDays(localDateOf(at), distance)) + MORNING_MS;
  return renderLetter({
    ...letterFrame(agency, source, at),
    form: '04',
    dossierCode,
    applicant: { kind: 'person', name: 'Nguyễn Văn A', address: 'Địa chỉ của người nộp', phone: '0900 000 000' },
    procedureName: 'Tên thủ tục hành chính',
    agencyName: agency.name,
    receivedAt: day(-EXAMPLE_DAYS.promised),
    promisedAt: day(0),
    reason: 'Lý do do người ký chọn',
    remedy: { kind: 'new-date', at: day(EXAMPLE_DAYS.moved - EXAMPLE_DAYS.promised) },
    signatory: {},
    recipients: ['Như trên', deskNameOf(agency, templates), ...closingRecipients(agency, templates)],
  });
}

const MORNING_MS = 9 * 60 * 60 * 1000;
