import { filledText, flag, listOf, oneOf, ProcedureFormatError, type Reader, shapeOf } from './json-shape.js';

/** Scope of the template every agency of the country inherits from. */
export const NATION = 'VN';

/** Sentences of forms an agency may word itself, with the blanks each must and may have; a blank is written `{applicant}`. */
export const LETTER_TEXTS = {
  /** Label before the desk's name on form 01. */
  'counter-label': { must: [], may: [] },
  /** When the result is returned on form 01: `{date}`, or `Sau {date}` as some provinces print it. */
  'return-time': { must: ['date'], may: [] },
  /** The apology itself on form 04 (NĐ 61/2018 Art. 19.9). */
  apology: { must: ['agency'], may: ['applicant'] },
  /** The new date on form 04. */
  'new-date': { must: ['date'], may: ['agency', 'applicant'] },
  /** Last sentence of form 04. */
  'apology-closing': { must: [], may: ['agency', 'applicant'] },
} as const satisfies Record<string, { readonly must: readonly string[]; readonly may: readonly string[] }>;

/** Name of a sentence an agency may word itself. */
export type LetterText = keyof typeof LETTER_TEXTS;

/** Which circular's numbers, titles and wording an agency prints: TT 03/2025/TT-VPCP or TT 01/2018/TT-VPCP. */
export type TemplateNumbering = 'tt03-2025' | 'tt01-2018';

/** Forms by their number in TT 03/2025; `00` stands for notices no circular has a form for. */
export const LETTER_FORMS = ['00', '01', '02', '03', '04', '05', '06', '07'] as const;
/** A form by its number in TT 03/2025. */
export type TemplateForm = (typeof LETTER_FORMS)[number];

/** Paper of a form. The circulars print 01 to 06 on A5 and the register on A4. */
export type TemplatePaper = 'A5' | 'A4';

/**
 * How letters are printed, as one scope chose it; what it leaves out is inherited. `header` and `desk.name` name one agency
 * and are never inherited.
 */
export interface LetterTemplateChoice {
  readonly numbering?: TemplateNumbering;
  readonly paper?: Readonly<Partial<Record<TemplateForm, TemplatePaper>>>;
  /** Lines of the letterhead that differ from the catalogue's: superior body, agency, and the desk's line on its slips. */
  readonly header?: { readonly superior?: string; readonly agency?: string; readonly desk?: string };
  /** How the desk is called in sentences and rows, and its symbol in document numbers (`…/PBS-BPTNTKQ`). */
  readonly desk?: { readonly name?: string; readonly symbol?: string };
  /** Place before the date of a letter; the province's name when absent. */
  readonly place?: string;
  /** Whether the evaluation sheet prints with forms 01 to 03 (TT 01/2018 Art. 12.2). */
  readonly evaluationSheet?: boolean;
  /** Whether form 04 names the applicant's address and telephone, as some communes' versions do. */
  readonly addressOnApology?: boolean;
  readonly texts?: Readonly<Partial<Record<LetterText, string>>>;
  /** Last lines under `Nơi nhận`. */
  readonly recipients?: readonly string[];
}

const paper = oneOf<TemplatePaper>(['A5', 'A4']);
const none = {};

const choice = shapeOf<LetterTemplateChoice>(none, {
  numbering: oneOf<TemplateNumbering>(['tt03-2025', 'tt01-2018']),
  paper: shapeOf<NonNullable<LetterTemplateChoice['paper']>>(none, { '00': paper, '01': paper, '02': paper, '03': paper, '04': paper, '05': paper, '06': paper, '07': paper }),
  header: shapeOf<NonNullable<LetterTemplateChoice['header']>>(none, { superior: filledText, agency: filledText, desk: filledText }),
  desk: shapeOf<NonNullable<LetterTemplateChoice['desk']>>(none, { name: filledText, symbol: filledText }),
  place: filledText,
  evaluationSheet: flag,
  addressOnApology: flag,
  texts: shapeOf<NonNullable<LetterTemplateChoice['texts']>>(none, {
    'counter-label': wording('counter-label'),
    'return-time': wording('return-time'),
    apology: wording('apology'),
    'new-date': wording('new-date'),
    'apology-closing': wording('apology-closing'),
  }),
  recipients: listOf(filledText),
});

/**
 * The template of one scope, from JSON. Throws `ProcedureFormatError` with the path of the first wrong or unknown key, of a
 * text whose blanks are not the ones it has, and of what names an agency in a template that agencies inherit.
 */
export function parseLetterTemplate(json: unknown, names: 'one-agency' | 'many-agencies'): LetterTemplateChoice {
  const read = choice(json, '');
  if (names === 'many-agencies') {
    if (read.header !== undefined) {
      throw new ProcedureFormatError('header', 'absent: a header names one agency and stands in that agency\'s own template', read.header);
    }
    if (read.desk?.name !== undefined) {
      throw new ProcedureFormatError('desk.name', 'absent: a desk\'s name stands in its agency\'s own template', read.desk.name);
    }
  }
  return read;
}

/** The template in force where these were published, outermost first: the nearest wins field by field, of papers and texts one by one. */
export function inheritTemplate(layers: readonly LetterTemplateChoice[]): LetterTemplateChoice {
  return layers.reduce<LetterTemplateChoice>(({ header: _, ...outer }, inner) => {
    const symbol = inner.desk?.symbol ?? outer.desk?.symbol;
    const name = inner.desk?.name;
    return {
      ...outer,
      ...inner,
      paper: { ...outer.paper, ...inner.paper },
      texts: { ...outer.texts, ...inner.texts },
      desk: { ...(symbol === undefined ? {} : { symbol }), ...(name === undefined ? {} : { name }) },
    };
  }, {});
}

/** Paper a form prints on where a template says nothing of it. */
export function usualPaper(form: TemplateForm): TemplatePaper {
  return form === '07' ? 'A4' : 'A5';
}

function wording(name: LetterText): Reader<string> {
  const { must, may }: { readonly must: readonly string[]; readonly may: readonly string[] } = LETTER_TEXTS[name];
  const known = [...must, ...may];
  return (value, path) => {
    const read = filledText(value, path);
    const blanks = [...read.matchAll(/\{([^{}]*)\}/gu)].map(([, blank = '']) => blank);
    const expected = `a text with ${known.length === 0 ? 'no blanks' : `the blanks ${known.map((blank) => `{${blank}}`).join(', ')}`}`;
    const without = must.filter((blank) => !blanks.includes(blank));
    if (without.length > 0 || blanks.some((blank) => !known.includes(blank)) || /[{}]/u.test(read.replace(/\{[^{}]*\}/gu, ''))) {
      throw new ProcedureFormatError(path, `${expected}${must.length === 0 ? '' : `, of which it must have ${must.map((blank) => `{${blank}}`).join(', ')}`}`, value);
    }
    return read;
  };
}
