import { z } from 'zod';
import { formatLocalDate } from '#domain';
import type { LineBehind } from '#service/figures';
import { countVi, NO_STAGE_VI } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const promise = z.strictObject({
  kind: z.literal('promise'),
  number: z.int().meta({ description: 'Which date given to the applicant' }),
  at: instantOut.nullable(),
  brokenAt: instantOut.nullable().meta({ description: 'When it passed; its apology is owed from then on' }),
  signedAt: instantOut.nullable().meta({ description: 'When its apology was signed' }),
});
const payment = z.strictObject({ kind: z.literal('payment'), at: instantOut, method: z.string(), throughPortal: z.boolean(), amount: z.int() });
const stageName = z.string().meta({ description: 'As the procedure of the dossier calls it' });
const stageRun = z.strictObject({ kind: z.literal('stage-run'), stage: z.string(), stageName, run: z.int(), startedAt: instantOut.nullable(), targetAt: instantOut.nullable(), endedAt: instantOut.nullable().meta({ description: 'Null while it is worked on' }) });
const delayShare = z.strictObject({ kind: z.literal('delay-share'), stage: z.string().meta({ description: 'Empty for what belongs to no stage' }), stageName, run: z.int(), minutes: z.int().meta({ description: 'Whole working minutes' }) });

/** A letter, payment, run of a stage or share of a delay behind a number. */
export const lineBehindSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  count: z.string(),
  countLabel: z.string(),
  day: z.iso.date().meta({ description: 'The day it is booked on' }),
  agency: z.string().meta({ description: 'The agency it is booked with' }),
  officer: z.string().nullable(),
  subject: z.discriminatedUnion('kind', [promise, payment, stageRun, delayShare]),
});
/** A page of them: it ends with a dossier, so it may be longer than asked for, or shorter though more follow. */
export const linesBehindSchema = pageOf(lineBehindSchema).extend({ asOf: instantOut });
/** The lines behind a rate as they are answered. */
export type LinesBehindAnswer = z.output<typeof linesBehindSchema>;

/** A line as it is answered, with what its procedure calls stages; of officers only the one who asks is named. */
export function viewLine({ code, count, day, agency, officer, subject }: LineBehind, stageNames: ReadonlyMap<string, string>, asker: string): LinesBehindAnswer['items'][number] {
  return { code, self: dossierPath(code), count, countLabel: countVi(count), day: formatLocalDate(day), agency, officer: officer === asker && officer !== '' ? officer : null, subject: viewSubject(subject, stageNames) };
}

function viewSubject(subject: LineBehind['subject'], stageNames: ReadonlyMap<string, string>): LinesBehindAnswer['items'][number]['subject'] {
  switch (subject.kind) {
    case 'promise':
      return { kind: 'promise', number: subject.number, at: isoOrNull(subject.at), brokenAt: isoOrNull(subject.brokenAt), signedAt: isoOrNull(subject.signedAt) };
    case 'payment':
      return { ...subject, at: isoOf(subject.at) };
    case 'delay-share':
      return { ...subject, stageName: subject.stage === '' ? NO_STAGE_VI : (stageNames.get(subject.stage) ?? subject.stage) };
    case 'stage-run':
      return { kind: 'stage-run', stage: subject.stage, stageName: stageNames.get(subject.stage) ?? subject.stage, run: subject.run, startedAt: isoOrNull(subject.startedAt), targetAt: isoOrNull(subject.targetAt), endedAt: isoOrNull(subject.endedAt) };
  }
}
