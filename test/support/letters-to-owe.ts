import { acceptCommand, type Engine, systemClock, takeIn } from '#service';
import { CLERK, SIGNATORY } from './e2e-desk.js';
import { until } from './e2e-facts.js';

const CHANNELS = ['email', 'email', 'sms', 'zalo'] as const;
/** One dossier in so many is refused by a signature under authority; the others by the desk. */
const SIGNED_EVERY = 5;

/** Owes letters as counters and leaders do, each request again under its key until it stands. */
export class LettersToOwe {
  #dossiers = 0;
  #signed = 0;

  constructor(private readonly engine: Engine) {}

  /** Letters under authority there have to be. */
  get signed(): number {
    return this.#signed;
  }

  /** Letters there have to be: a refusal for every dossier. */
  get all(): number {
    return this.#dossiers;
  }

  /** Papers a desk refuses, or a dossier that is taken in and then refused by a signed letter; the applicant chose the channel. */
  async owe(): Promise<void> {
    this.#dossiers += 1;
    const number = this.#dossiers;
    const isSigned = number % SIGNED_EVERY === 0;
    if (isSigned) this.#signed += 1;
    const body = {
      procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: CLERK.agency, channel: 'counter', notifyBy: CHANNELS[number % CHANNELS.length] ?? 'email',
      applicant: { name: 'Người nộp hồ sơ kiểm thử', phone: '0900000001', email: `nguoi-nop-${String(number)}@example.vn` },
      ...(isSigned ? {} : { refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } }),
    } as const;
    const idempotencyKey = `letters-once-${String(number)}`;
    const code = await until(`the intake ${idempotencyKey} stands`, () =>
      takeIn(this.engine, systemClock, { actor: CLERK, idempotencyKey, body }).then((taken) => (taken.kind === 'created' || taken.kind === 'repeated' ? taken.code : undefined), () => undefined),
    );
    if (isSigned) await this.#refuse(code, idempotencyKey, `${String(10_000 + number)}/TB-UBND`);
  }

  async #refuse(dossierCode: string, idempotencyKey: string, documentNumber: string): Promise<void> {
    const command = { actor: SIGNATORY, idempotencyKey, dossierCode, type: 'RefuseAfterAppraisal', body: { reasonCode: 'not-qualified', documentNumber }, text: { reason: 'Không đủ điều kiện' } } as const;
    await until(`the refusal of ${dossierCode} stands`, () => acceptCommand(this.engine, systemClock, command).then(({ kind }) => kind === 'accepted' || kind === 'known', () => false));
  }
}
