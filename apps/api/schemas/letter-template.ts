import { z } from 'zod';
import { PREVIEWED_FORMS } from '#service';
import { line, reference } from './atoms.js';

const paper = z.enum(['A5', 'A4']);
const wording = line(500);

/** How a scope prints its letters; what is left out is inherited from its province and the nation. */
export const letterTemplateContent = z
  .strictObject({
    numbering: z.enum(['tt03-2025', 'tt01-2018']).exactOptional().meta({ description: 'Circular whose form numbers, titles and wording are printed' }),
    paper: z
      .strictObject({
        '00': paper.exactOptional(),
        '01': paper.exactOptional(),
        '02': paper.exactOptional(),
        '03': paper.exactOptional(),
        '04': paper.exactOptional(),
        '05': paper.exactOptional(),
        '06': paper.exactOptional(),
        '07': paper.exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'Paper by form; 00 stands for notices without a form' }),
    header: z
      .strictObject({ superior: line(200).exactOptional(), agency: line(200).exactOptional(), desk: line(200).exactOptional() })
      .exactOptional()
      .meta({ description: 'Lines of the letterhead; only in an agency\'s own template, never inherited' }),
    desk: z
      .strictObject({
        name: line(200).exactOptional().meta({ description: 'The desk in sentences; only in an agency\'s own template' }),
        symbol: line(20).exactOptional().meta({ description: 'The desk\'s symbol in document numbers, such as BPTNTKQ' }),
      })
      .exactOptional(),
    place: line(100).exactOptional(),
    evaluationSheet: z.boolean().exactOptional().meta({ description: 'Whether the evaluation sheet prints with forms 01 to 03' }),
    addressOnApology: z.boolean().exactOptional().meta({ description: 'Whether form 04 names the applicant\'s address and telephone' }),
    texts: z
      .strictObject({
        'counter-label': wording.exactOptional(),
        'return-time': wording.exactOptional(),
        apology: wording.exactOptional(),
        'new-date': wording.exactOptional(),
        'apology-closing': wording.exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'Sentences worded by the agency; blanks are written {agency}, {applicant}, {date}' }),
    recipients: z.array(line(200)).max(10).exactOptional().meta({ description: 'Last lines under “Nơi nhận”' }),
  })
  .meta({ example: { numbering: 'tt01-2018', place: 'Minh Họa', texts: { 'return-time': 'Sau {date}' } } });
/** A `letterTemplateContent` that was checked. */
export type LetterTemplateContent = z.output<typeof letterTemplateContent>;

/** Which form of whose letters a template is looked at by. */
export const templatePreviewQuery = z.strictObject({ form: z.enum(PREVIEWED_FORMS).prefault('01').meta({ type: 'string', enum: [...PREVIEWED_FORMS], default: '01' }), agency: reference.exactOptional().meta({ description: 'Whose letters are shown; those of the scope, or of your own agency, when absent' }) });
/** A `templatePreviewQuery` that was checked. */
export type TemplatePreviewQuery = z.output<typeof templatePreviewQuery>;
