import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DossierEventRow } from './ledger.js';
import { DataKeyRow } from './personal.js';

/** Events the national portal has to be told of. */
@Entity({ name: 'sync_outbox', comment: 'Events the national portal has to be told of, written in the transaction that wrote them.' })
@ForeignKey(() => DossierEventRow, ['dossier_id', 'to_seq'], ['dossier_id', 'seq'], { name: 'sync_outbox_event' })
@Check('sync_outbox_outcome', `(settled_at IS NULL) = (outcome IS NULL) AND outcome IN ('acknowledged', 'not-owed', 'told-otherwise')`)
@Check('sync_outbox_span', 'from_seq <= to_seq')
@Index('sync_outbox_agency', ['agency', 'owed_at'])
@Index('sync_outbox_open', ['owed_at', 'dossier_id'], { where: 'settled_at IS NULL' })
export class SyncOutboxRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'sync_outbox_pk' })
  dossier_id!: string;

  @Column('integer')
  from_seq!: number;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'sync_outbox_pk' })
  to_seq!: number;

  @Column({ type: 'text', comment: 'The agency competent then, whose punctuality it counts for.' })
  agency!: string;

  @Column('bigint')
  owed_at!: number;

  @Column({ type: 'bigint', nullable: true })
  settled_at!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'acknowledged: the portal took it; not-owed: of a dossier it never hears of; told-otherwise: as a person said.' })
  outcome!: string | null;
}

/** A message to the national portal. */
@Entity({ name: 'sync_message', comment: 'Messages to the national portal: composed anew from the ledger at each attempt, so none of their content is kept.' })
@Check('sync_message_detail', '(detail IS NULL) = (key_ref IS NULL)')
@Check('sync_message_due', `(status IN ('waiting', 'sending')) = (next_attempt_at IS NOT NULL)`)
@Check('sync_message_receipt', `(status = 'acknowledged') <= (receipt_sha256 IS NOT NULL AND ledger_hash IS NOT NULL)`)
@Check('sync_message_resolution', '(resolved_by IS NULL) = (resolved_at IS NULL)')
@Check('sync_message_service', `service IN ('DongBoHoSoMC', 'CapNhatTienDoHoSoMC')`)
@Check('sync_message_span', 'from_seq <= to_seq')
@Check('sync_message_status', `status IN ('waiting', 'sending', 'acknowledged', 'rejected', 'withheld', 'dropped')`)
@Index('sync_message_held', ['agency', 'id'], { where: `status IN ('rejected', 'withheld')` })
@Index('sync_message_next', ['next_attempt_at'], { where: 'next_attempt_at IS NOT NULL' })
@Index('sync_message_once', ['dossier_id', 'service', 'to_seq'], { unique: true, where: `status <> 'dropped'` })
@Index('sync_message_open', ['dossier_id'], { unique: true, where: `status IN ('waiting', 'sending', 'rejected', 'withheld')` })
export class SyncMessageRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'sync_message_pkey' })
  id!: number;

  @ForeignKey(() => DossierRow, { name: 'sync_message_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  service!: string;

  @Column('integer')
  from_seq!: number;

  @Column('integer')
  to_seq!: number;

  @Column('text')
  agency!: string;

  @Column('text')
  status!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column('bigint')
  made_at!: number;

  @Column({ type: 'bigint', nullable: true })
  next_attempt_at!: number | null;

  @Column({ type: 'integer', default: 0, comment: 'Attempts that reached the portal and did not end in its taking the message.' })
  attempts!: number;

  @Column({ type: 'integer', default: 0, comment: 'Attempts that never reached it: they count for the rest before the next one alone.' })
  unreached!: number;

  @Column({ type: 'uuid', nullable: true })
  attempt_token!: string | null;

  @Column({ type: 'boolean', default: false, comment: 'The portal is asked before it is sent: an attempt broke off after sending, or a person has it sent again.' })
  may_have_arrived!: boolean;

  @Column({ type: 'text', nullable: true, comment: 'Hash of the event to_seq as it was told: a ledger made anew since is told no further.' })
  ledger_hash!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'HMAC of the text sent last.' })
  content_hmac!: string | null;

  @Column({ type: 'json', nullable: true, comment: 'The event each date and the status came from, by field.' })
  sources!: unknown;

  @Column({ type: 'bigint', nullable: true })
  settled_at!: number | null;

  @Column({ type: 'text', nullable: true })
  receipt_sha256!: string | null;

  @Column({ type: 'bytea', nullable: true, comment: 'What the portal said when it turned the message away, encrypted: it may quote the applicant.' })
  detail!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'sync_message_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column({ type: 'text', nullable: true })
  resolved_by!: string | null;

  @Column({ type: 'bigint', nullable: true })
  resolved_at!: number | null;
}
