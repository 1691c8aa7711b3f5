import { createHash } from 'node:crypto';
import type { NationalPortal, PortalMessage, PortalOutcome, PortalStanding } from '#service';

/** A typed portal that remembers what it took, once a key, and behaves as a test says. */
export class FakePortal implements NationalPortal {
  readonly taken: PortalMessage[] = [];
  readonly asked: string[] = [];
  /** Called within each attempt; `undefined`: it is taken. */
  onSend: (message: PortalMessage) => PortalOutcome | undefined | Promise<PortalOutcome | undefined> = () => undefined;
  /** Dossiers it knows though nobody told it. */
  readonly filed = new Set<string>();
  /** Statuses it tells of dossiers, by their codes; of others it tells none. */
  readonly statuses = new Map<string, string>();
  isAway = false;

  async send(message: PortalMessage): Promise<PortalOutcome> {
    if (this.isAway) return { kind: 'unreachable', reason: 'ECONNREFUSED' };
    return (await this.onSend(message)) ?? this.take(message);
  }

  ask(dossierCode: string, key: string): Promise<PortalStanding> {
    this.asked.push(key);
    if (this.isAway) return Promise.resolve({ kind: 'unavailable', reason: 'ECONNREFUSED' });
    if (this.taken.some((message) => message.key === key)) return Promise.resolve({ kind: 'known', taken: { receipt: receiptOf(key) } });
    const isKnown = this.filed.has(dossierCode) || this.taken.some(({ body }) => body.data.some(({ MaHoSo }) => MaHoSo === dossierCode));
    const status = this.statuses.get(dossierCode);
    return Promise.resolve(isKnown ? { kind: 'known', ...(status === undefined ? {} : { status }) } : { kind: 'absent' });
  }

  /** Takes a message, whatever is answered to who sent it. */
  take(message: PortalMessage): PortalOutcome {
    if (!this.taken.some(({ key }) => key === message.key)) this.taken.push(message);
    return { kind: 'acknowledged', receipt: receiptOf(message.key) };
  }

  /** Records and steps it took of a dossier, in order. */
  of(code: string): readonly PortalMessage['body'][] {
    return this.taken.map(({ body }) => body).filter(({ data }) => data.some(({ MaHoSo }) => MaHoSo === code));
  }

  /** What its last record says of a dossier. */
  record(code: string): Extract<PortalMessage['body'], { readonly service: 'DongBoHoSoMC' }>['data'][0] | undefined {
    return this.of(code).flatMap((body) => (body.service === 'DongBoHoSoMC' ? [body.data[0]] : [])).at(-1);
  }

  /** Every step it was told of a dossier. */
  steps(code: string): readonly string[] {
    return this.of(code).flatMap((body) => (body.service === 'CapNhatTienDoHoSoMC' ? body.data.map(({ NoiDungXuLy }) => NoiDungXuLy) : []));
  }

  reset(): void {
    this.taken.length = 0;
    this.asked.length = 0;
    this.filed.clear();
    this.statuses.clear();
    this.isAway = false;
    this.onSend = () => undefined;
  }
}

function receiptOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
