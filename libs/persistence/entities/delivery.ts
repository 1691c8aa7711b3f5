import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DataKeyRow } from './personal.js';
import { LetterRow } from './work.js';

/** One way of one letter. */
@Entity({ name: 'letter_delivery', comment: 'One way of one letter: a channel carries a letter once, and a row says how far it is.' })
@Check('letter_delivery_attempt', `(status IN ('sending', 'unsure')) <= (attempt_token IS NOT NULL)`)
@Check('letter_delivery_channel', `channel IN ('paper', 'email', 'sms', 'zalo')`)
@Check('letter_delivery_role', `role IN ('main', 'copy')`)
@Check('letter_delivery_status', `status IN ('waiting', 'sending', 'unsure', 'sent', 'delivered', 'failed', 'withdrawn')`)
@Index('letter_delivery_dossier', ['dossier_id'])
@Index('letter_delivery_main', ['letter_key'], { unique: true, where: `role = 'main' AND status NOT IN ('failed', 'withdrawn')` })
@Index('letter_delivery_print', ['desk', 'planned_at', 'letter_key'], { where: `channel = 'paper' AND status = 'waiting'` })
export class LetterDeliveryRow {
  @ForeignKey(() => LetterRow, { name: 'letter_delivery_letter_key_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'letter_delivery_pk' })
  letter_key!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'letter_delivery_pk' })
  channel!: string;

  @ForeignKey(() => DossierRow, { name: 'letter_delivery_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  desk!: string;

  @Column({ type: 'text', comment: 'main: the way the letter leaves by; copy: signed paper kept ready at the desk beside it.' })
  role!: string;

  @Column('text')
  status!: string;

  @Column('bigint')
  planned_at!: number;

  @Column({ type: 'bigint', nullable: true })
  next_at!: number | null;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'uuid', nullable: true })
  attempt_token!: string | null;

  @Column({ type: 'bigint', nullable: true })
  tried_from!: number | null;

  @Column({ type: 'integer', default: 0 })
  asked!: number;

  @Column({ type: 'bigint', nullable: true })
  sent_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  settled_at!: number | null;

  @Column({ type: 'integer', default: 0 })
  prints!: number;

  @Column({ type: 'bytea', nullable: true })
  address!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'letter_delivery_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;
}

/** A step on a letter's way. */
@Entity({ name: 'letter_attempt', comment: 'Everything that happened on the way, append-only; only an erasure empties the details.' })
@ForeignKey(() => LetterDeliveryRow, ['letter_key', 'channel'], ['letter_key', 'channel'], { name: 'letter_attempt_delivery' })
@Check(
  'letter_attempt_step',
  `step IN ('began', 'accepted', 'delivered', 'refused', 'failed', 'unknown', 'absent', 'arrived', 'again', 'returned', 'printed', 'handed-over', 'posted')`,
)
@Unique('letter_attempt_request', ['by_subject', 'request_key', 'letter_key', 'channel'])
@Index('letter_attempt_letter', ['letter_key', 'id'])
export class LetterAttemptRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'letter_attempt_pkey' })
  id!: number;

  @Column('text')
  letter_key!: string;

  @Column('text')
  channel!: string;

  @Column('integer')
  attempt!: number;

  @Column('text')
  step!: string;

  @Column('bigint')
  at!: number;

  @Column({ type: 'text', nullable: true })
  by_subject!: string | null;

  @Column({ type: 'text', nullable: true })
  request_key!: string | null;

  @Column({ type: 'bytea', nullable: true })
  detail!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'letter_attempt_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;
}
