import { FAULTS, OPINION_OUTCOMES, RATINGS } from '#domain';
import { COMMAND_BODIES } from '../../apps/api/schemas/command-bodies.js';

/** A command as somebody sends it. */
export interface SaidCommand {
  readonly type: keyof typeof COMMAND_BODIES;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text?: Readonly<Record<string, unknown>>;
}

const CITATION = { document: '118/2025/NĐ-CP', article: '17' };
/** What a field of that name may hold, whichever command has it. */
const USUAL: Readonly<Record<string, unknown>> = {
  reasonCode: 'incomplete', officer: 'officer@H99.31', stage: 'desk', items: [{ legalBasis: CITATION }], ground: 'public-posting', receiptNumber: 'BL-01', documentNumber: '1/TB', means: 'phone', method: 'desk', identityChecked: true,
  authorised: false, signature: 'paper', trackingNumber: 'EE000000001VN', place: 'A1', decisionNumber: '1/QĐ', agency: 'H99.05', secondPerson: 'second@H99', dueAt: '2026-12-01T17:00:00+07:00', basis: CITATION, extension: 'complex',
  fees: [], amount: 50_000, components: [], fields: ['name'], party: 'agency', voucherNumber: 'CT-01', newDueAt: '2026-12-01T17:00:00+07:00', consultation: 'planning', number: 1, outcome: 'delivered', fault: FAULTS[0], rating: RATINGS[0], channel: 'kiosk',
};
/** What a command has otherwise than the others. */
const OTHERWISE: Partial<Record<SaidCommand['type'], Partial<Omit<SaidCommand, 'type'>>>> = {
  Cancel: { body: { reasonCode: 'test' } },
  RecordResult: { body: { outcome: 'granted' } },
  RecordOpinion: { body: { outcome: OPINION_OUTCOMES[0] } },
  RecordPayment: { body: { method: 'cash', fee: 1 } },
  CorrectPersonalData: { text: { applicant: { name: 'Trần Văn Sửa' } } },
};

/** One of every command the API takes but `AttachFile`, which names a file: well formed, whatever the dossier it is sent to. */
export const EVERY_COMMAND: readonly SaidCommand[] = Object.entries(COMMAND_BODIES).map(([name, { shape }]) => {
  const type = name as SaidCommand['type'];
  const { body = {}, ...more } = OTHERWISE[type] ?? {};
  const usual = Object.fromEntries(Object.keys(shape).filter((field) => field in USUAL).map((field) => [field, USUAL[field]]));
  return { type, body: { ...usual, ...body }, ...more };
});
