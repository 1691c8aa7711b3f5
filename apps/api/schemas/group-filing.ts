import { z } from 'zod';
import { documentNumber, dossierCode, instantIn, line, reference, subject } from './atoms.js';
import { componentKind } from './intake.js';
import { applicantSchema, askedFor, note, notifyBy } from './people.js';

/** A filing of an interlinked group: persons, time and papers hold for every dossier it opens. */
export const groupFilingSchema = z
  .strictObject({
    group: reference.meta({ description: 'Code of the group; the version in force on the day of receipt is taken' }),
    caseCode: reference.exactOptional().meta({ description: 'Case of the group; its first when absent' }),
    channel: z.enum(['counter', 'online', 'post']),
    agencyCodes: z.array(reference).max(20).exactOptional().meta({ description: 'Bodies that decide where the group leaves a choice, such as the commune: each decides the members it may' }),
    receivingAgencyCode: reference.exactOptional().meta({ description: 'The desk; that of the clerk, or the one that serves the first member\'s agency, when absent' }),
    placeCode: reference.exactOptional().meta({ description: 'Where the matter lies; the commune that decides a member when absent' }),
    applicant: applicantSchema,
    ...askedFor,
    papers: z
      .array(z.strictObject({ code: reference, copies: z.int().min(1).max(999), kind: componentKind.exactOptional() }))
      .max(100)
      .refine((papers) => new Set(papers.map(({ code }) => code)).size === papers.length, 'must name each paper once')
      .exactOptional()
      .meta({ description: 'Each paper once, under its shared code or that of any member that asks for it' }),
    note: note.exactOptional(),
    notifyBy: notifyBy.exactOptional(),
    outage: z.strictObject({ receivedAt: instantIn, reason: line(500), secondPerson: subject }).exactOptional().meta({ description: 'A paper filing of a line cut, entered afterwards with its true hour' }),
    postal: z.strictObject({ arrivedAt: instantIn, evidence: documentNumber }).exactOptional(),
    portal: z
      .strictObject({ submittedAt: instantIn, completeAt: instantIn, evidence: documentNumber, portalCode: dossierCode.exactOptional() })
      .exactOptional()
      .meta({ description: 'Moments as the portal recorded them; its code becomes the code of the filing' }),
  })
  .superRefine((body, context) => {
    const issue = (wrong: boolean, path: readonly string[], message: string): void => {
      if (wrong) {
        context.addIssue({ code: 'custom', path: [...path], message });
      }
    };
    const given = (['outage', 'postal', 'portal'] as const).filter((source) => body[source] !== undefined);
    for (const source of given.slice(1)) {
      issue(true, [source], `cannot be given together with ${given[0] ?? ''}: one source tells the time of receipt`);
    }
    issue(body.postal !== undefined && body.channel !== 'post', ['postal'], 'is only for channel post');
    issue(body.portal !== undefined && body.channel !== 'online', ['portal'], 'is only for channel online');
    issue(body.outage !== undefined && body.channel === 'online', ['outage'], 'is only for paper taken in at a counter or by post');
    issue(body.portal !== undefined && body.portal.completeAt < body.portal.submittedAt, ['portal', 'completeAt'], 'must not be before submittedAt');
    issue(body.lettersTo === 'proxy' && body.proxy === undefined, ['lettersTo'], 'cannot be proxy without a proxy');
  })
  .meta({
    examples: [
      {
        group: 'LT-63-2024',
        channel: 'counter',
        agencyCodes: ['H99.31', 'H99.81.31'],
        applicant: { name: 'Nguyễn Thị Minh', phone: '0912 345 678' },
        papers: [
          { code: 'H99-LT63-CHUNGSINH', copies: 1, kind: 'original' },
          { code: 'H99-CA05-CT01', copies: 1, kind: 'original' },
        ],
      },
    ],
  });
/** A filing that was checked, instants as epoch milliseconds. */
export type GroupFilingRequest = z.output<typeof groupFilingSchema>;
