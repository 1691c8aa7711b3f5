import type { LetterChannel } from '#domain';
import type { Transaction } from '#persistence';
import { formatDueVi, LETTER_LABELS, letterMailVi } from '#vi';
import type { Engine } from '../engine.js';
import { agencyOf, deskOf, type LetterSource } from '../letters/letter-source.js';
import { letterFileName } from '../letters/letter-file-name.js';
import { letterSource } from '../letters/owed-source.js';
import type { OutgoingMail } from '../messages/mailer.js';
import type { MessageFields, OutgoingMessage } from '../messages/message-gateway.js';
import type { LetterOnItsWay } from './delivery-rows.js';

/** Right side of the Message-IDs of letters: a name of the kind of thing, so that it stays when the mail server changes. */
const MESSAGE_ID_DOMAIN = 'letters.dunghan';

/** A letter ready to be handed over; of an e-mail the file is still missing. */
export type ReadyMessage =
  | { readonly by: 'email'; readonly mail: Omit<OutgoingMail, 'attachments'>; readonly file: string }
  | { readonly by: 'messages'; readonly message: OutgoingMessage };

/** Who a message is for, and the mailbox or number it goes to. */
export interface Addressee {
  readonly name: string;
  readonly to: string;
}

/** The Message-ID a letter's e-mail bears whenever it is sent: what arrived twice would be known as one. */
export function messageIdOf(key: string): string {
  return `${key.replaceAll(':', '.')}@${MESSAGE_ID_DOMAIN}`;
}

/** What goes out for a letter by an electronic channel; `undefined` when its dossier was erased. */
export async function composeMessage(engine: Engine, tx: Transaction, letter: LetterOnItsWay, channel: Exclude<LetterChannel, 'paper'>, { name, to }: Addressee): Promise<ReadyMessage | undefined> {
  const source = await letterSource(engine, tx, letter);
  const dossier = await tx.first<{ code: string }>('SELECT code FROM dossier WHERE id = $1', [letter.dossier_id]);
  if (source === undefined || dossier === undefined) {
    return undefined;
  }
  if (channel !== 'email') {
    return { by: 'messages', message: { key: letter.key, channel, to, template: `dung-han.${letter.kind}`, fields: fieldsOf(source, letter, dossier.code, name) } };
  }
  const desk = deskOf(source);
  const label: string = (LETTER_LABELS as Readonly<Record<string, string>>)[letter.kind] ?? letter.kind;
  const { subject, text } = letterMailVi({
    label,
    name,
    dossierCode: source.filing?.filing.code ?? dossier.code,
    procedure: source.filing?.filing.group.name ?? source.rules.procedure.name,
    desk: desk.name,
    ...(desk.phone === undefined ? {} : { deskPhone: desk.phone }),
  });
  return { by: 'email', mail: { messageId: messageIdOf(letter.key), to, subject, text }, file: letterFileName(dossier.code, letter) };
}

function fieldsOf(source: LetterSource, letter: LetterOnItsWay, code: string, name: string): MessageFields {
  const { state, rules, moved, filing } = source;
  const promised = state.promises.find(({ number }) => number === letter.promise)?.at;
  const before = moved?.told.appointment ?? promised ?? state.appointment;
  const now = state.appointment === before ? undefined : state.appointment;
  return {
    HoVaTen: name,
    MaHoSo: filing?.filing.code ?? code,
    TenThuTuc: filing?.filing.group.name ?? rules.procedure.name,
    TenDonVi: agencyOf(source, state.competentAgency).name,
    ...(before === undefined ? {} : { NgayHenTraCu: formatDueVi(before) }),
    ...(now === undefined ? {} : { NgayHenTraMoi: formatDueVi(now) }),
  };
}
