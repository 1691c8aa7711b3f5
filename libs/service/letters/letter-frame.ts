import { type Agency, LETTER_FORMS, usualPaper } from '#domain';
import { type LetterFrame, type LetterTemplate, usualTexts } from '#letters';
import type { AgencyTemplate, LetterTemplates } from './templates.js';

/** What frames are made from beside the agency itself. */
export interface FrameSource {
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly templates: LetterTemplates;
}

const DESK = 'Bộ phận Tiếp nhận và Trả kết quả';
const RECIPIENTS = ['Lưu: VT'];

/** What the desk of an agency is called: a centre is one itself, any other agency has one (NĐ 118/2025); an agency may name its own. */
export function deskNameOf(agency: Agency, templates: LetterTemplates): string {
  const { kind, name } = agency;
  return templates.forAgency(agency).content.desk?.name ?? (kind === 'centre' ? name : `${DESK} – ${name.replace(/^Ủy ban nhân dân /u, 'UBND ')}`);
}

/** Last lines under `Nơi nhận` of an agency's letters. */
export function closingRecipients(agency: Agency, templates: LetterTemplates): readonly string[] {
  return templates.forAgency(agency).content.recipients ?? RECIPIENTS;
}

/** Head, place and date of a letter the agency itself signs (NĐ 30/2020 Appendix I): superior body over agency, the agency's symbol. */
export function letterFrame(agency: Agency, source: FrameSource, issuedAt: number): LetterFrame {
  const template = source.templates.forAgency(agency);
  const { header } = template.content;
  const lines = { superior: header?.superior ?? agency.superior, agency: header?.agency ?? agency.name };
  const standsAlone = agency.kind === 'province' && lines.superior === '';
  return { ...bareFrame(agency, source, template, issuedAt), header: withSymbol(standsAlone ? { ...lines, firstLevel: true } : lines, agency.symbol) };
}

/**
 * The same of a slip or notice its one-stop desk gives out (TT 01/2018, TT 03/2025): agency over desk; a centre, which is a desk
 * itself, under its superior. Its symbol is the desk's where the template says so.
 */
export function deskFrame(agency: Agency, source: FrameSource, issuedAt: number): LetterFrame {
  if (agency.kind === 'centre') {
    return letterFrame(agency, source, issuedAt);
  }
  const template = source.templates.forAgency(agency);
  const { header, desk } = template.content;
  return { ...bareFrame(agency, source, template, issuedAt), header: withSymbol({ superior: header?.agency ?? agency.name, agency: header?.desk ?? DESK }, desk?.symbol ?? agency.symbol) };
}

/** The frame of a slip an agency gives out: its desk's where it has one. */
export function officeFrame(agency: Agency, source: FrameSource, issuedAt: number): LetterFrame {
  return agency.desk ? deskFrame(agency, source, issuedAt) : letterFrame(agency, source, issuedAt);
}

function withSymbol(header: LetterFrame['header'], symbol: string | undefined): LetterFrame['header'] {
  return symbol === undefined ? header : { ...header, symbol };
}

/** The place is the name of the province unless the template has another. */
function bareFrame(agency: Agency, { agencies }: FrameSource, template: AgencyTemplate, issuedAt: number): Omit<LetterFrame, 'header'> {
  const place = template.content.place ?? agencies.get(agency.province)?.name.replace(/^Ủy ban nhân dân (tỉnh|thành phố) /u, '') ?? agency.province;
  return { template: settingsOf(template), place, issuedAt };
}

/** Everything a letter prints by, so that it is drawn the same from its own data whatever is published or released later. */
function settingsOf({ id, content }: AgencyTemplate): LetterTemplate {
  const { numbering = 'tt03-2025', paper, texts, evaluationSheet = true, addressOnApology = false } = content;
  return {
    numbering,
    version: id,
    paper: Object.fromEntries(LETTER_FORMS.map((form) => [form, paper?.[form] ?? usualPaper(form)])),
    texts: { ...usualTexts(numbering), ...texts },
    evaluationSheet,
    addressOnApology,
  };
}
