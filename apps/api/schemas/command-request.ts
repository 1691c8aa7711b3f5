import { z } from 'zod';
import { type CommandBodies, type CommandType, PROPOSABLE, type SystemCommand } from '#domain';
import type { ProposedCommand, SaidBody } from '#service';
import { line, prose } from './atoms.js';
import { attachFileSchema, COMMAND_BODIES } from './command-bodies.js';
import { correctionSchema, namesWhatItChanges } from './correction.js';

const reason = z.strictObject({ reason: prose(4000) });
const receiver = z.strictObject({ receiver: line(200), idNumber: line(20).exactOptional(), authorisation: line(300).exactOptional() });
const address = z.strictObject({ receiver: line(200).exactOptional(), address: line(500) });
/** What an agency is asked, or answers. */
const content = z.strictObject({ content: prose(4000) });
/** Free text a command may carry. It stays outside the ledger, so a command that stores none is refused with one. */
const COMMAND_TEXTS: Partial<Record<CommandType, z.ZodType<Readonly<Record<string, unknown>>>>> = {
  RefuseIntake: reason,
  RefuseHandover: reason,
  ReturnToStage: reason,
  RequestSupplement: reason,
  CloseUnsupplemented: reason,
  PauseClock: reason,
  RefuseAfterAppraisal: reason,
  HandOver: receiver,
  DispatchResult: address,
  Withdraw: reason,
  Suspend: reason,
  Cancel: reason,
  Reopen: reason,
  ForecastLate: reason,
  SupplyDelayReason: reason,
  SignApology: reason,
  RejectApology: reason,
  ExcuseLateness: reason,
  ExtendTerm: reason,
  AssessFees: reason,
  CorrectComponents: reason,
  CorrectPersonalData: correctionSchema,
  RecordPartyDelay: reason,
  RequestOpinion: content,
  RecordOpinion: content,
  AcknowledgeFault: reason,
  RateService: z.strictObject({ comment: prose(2000) }),
};

/** A command as it is sent, checked; `AttachFile` still without what the server knows of the file. */
export type CommandRequest = {
  [T in Exclude<CommandType, SystemCommand>]: {
    readonly type: T;
    readonly body: T extends 'AttachFile' ? z.output<typeof attachFileSchema> : SaidBody<T>;
    readonly text?: Readonly<Record<string, unknown>>;
  };
}[Exclude<CommandType, SystemCommand>];

/** One command: its type, the body of that type (may be left out when nothing in it is required), and free text. */
export const commandRequestSchema = z.discriminatedUnion('type', [
  requestOf('AttachFile', attachFileSchema),
  ...Object.entries(COMMAND_BODIES).map(([type, body]) => requestOf(type, body)),
]) as unknown as z.ZodType<CommandRequest>;

/** A command prepared for who may give it. */
export const proposalRequestSchema = z.discriminatedUnion('type', PROPOSABLE.map((type) => requestOf(type, COMMAND_BODIES[type])) as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>]) as unknown as z.ZodType<ProposedCommand>;

function requestOf(type: string, body: z.ZodObject): z.ZodObject<{ type: z.ZodLiteral<string> }> {
  const text = COMMAND_TEXTS[type as CommandType];
  const hasDefault = body.safeParse({}).success;
  const request = z.strictObject({
    type: z.literal(type),
    body: hasDefault ? body.default({}) : body,
    ...(text === undefined ? {} : { text: text.exactOptional() }),
  });
  if (type === 'CorrectPersonalData') {
    return request.refine(namesWhatItChanges, { path: ['body', 'fields'], error: 'must name exactly the fields the text gives' });
  }
  return type === 'HandOver' ? request.refine(namesAuthorisation, { path: ['text', 'authorisation'], error: 'must name the authorisation when the body says authorised' }) : request;
}

function namesAuthorisation({ body, text }: { readonly body?: unknown; readonly text?: unknown }): boolean {
  const authorised = (body as Partial<CommandBodies['HandOver']> | undefined)?.authorised === true;
  return !authorised || (text as { readonly authorisation?: string } | undefined)?.authorisation !== undefined;
}
