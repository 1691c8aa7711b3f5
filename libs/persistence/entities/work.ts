import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DossierEventRow } from './ledger.js';
import { LetterContentRow } from './letters.js';
import { DataKeyRow } from './personal.js';

/** An accepted command and its outcome. */
@Entity({ name: 'command_inbox' })
@Unique('command_inbox_id_unique', ['id'])
@Unique('command_inbox_key_unique', ['actor_subject', 'idempotency_key'])
@Check('command_inbox_outcome', `(status = 'pending') = (outcome IS NULL)`)
@Check('command_inbox_status', `status IN ('pending', 'applied', 'refused', 'dead')`)
@Index('command_inbox_due', ['next_attempt_at'], { where: `status = 'pending'` })
@Index('command_inbox_pending', ['dossier_id', 'accepted_at', 'number'], { where: `status = 'pending'` })
export class CommandInboxRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'command_inbox_pkey' })
  number!: number;

  @Column('uuid')
  id!: string;

  @Column('text')
  actor_subject!: string;

  @Column('text')
  actor_role!: string;

  @Column('text')
  actor_agency!: string;

  @Column('text')
  idempotency_key!: string;

  @ForeignKey(() => DossierRow, { name: 'command_inbox_dossier_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  dossier_id!: string | null;

  @Column('text')
  type!: string;

  @Column({ type: 'bytea', nullable: true })
  body!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'command_inbox_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column('text')
  body_hmac!: string;

  @Column('bigint')
  accepted_at!: number;

  @Column('text')
  status!: string;

  @Column({ type: 'json', nullable: true })
  outcome!: unknown;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'text', nullable: true })
  last_error!: string | null;

  @Column('bigint')
  next_attempt_at!: number;

  @Column({ type: 'bigint', nullable: true })
  settled_at!: number | null;

  @Column({ type: 'boolean', default: false })
  deferred!: boolean;
}

/** A letter owed or produced. */
@Entity({ name: 'letter' })
@ForeignKey(() => DossierEventRow, ['dossier_id', 'owed_by_seq'], ['dossier_id', 'seq'], { name: 'letter_owed_by' })
@ForeignKey(() => LetterContentRow, ['pdf_sha256', 'content_key_ref'], ['sha256', 'key_ref'], { name: 'letter_content_kept' })
@Check('letter_data', '(data IS NULL) = (key_ref IS NULL)')
@Check('letter_produced', `CASE status WHEN 'owed' THEN pdf_sha256 IS NULL WHEN 'withdrawn' THEN true ELSE pdf_sha256 IS NOT NULL END`)
@Check('letter_sent', `status <> 'sent' OR sent_at IS NOT NULL`)
@Check('letter_status', `status IN ('owed', 'produced', 'sent', 'withdrawn')`)
@Index('letter_apology_produced', { synchronize: false })
@Index('letter_ask_first', ['key'], { where: 'ask_first' })
@Index('letter_content_use', ['pdf_sha256'], { where: 'content_key_ref IS NOT NULL' })
@Index('letter_dossier', ['dossier_id'])
@Index('letter_owed', ['owed_at'], { where: 'delivery_open AND NOT awaits_signature' })
@Index('letter_retry', ['owed_at'], { where: 'retry_now' })
@Index('letter_unsigned', ['owed_at'], { where: 'awaits_signature' })
export class LetterRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'letter_pkey' })
  key!: string;

  @ForeignKey(() => DossierRow, { name: 'letter_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  form!: string;

  @Column({ type: 'integer', nullable: true })
  promise!: number | null;

  @Column('integer')
  deadline_version!: number;

  @Column('integer')
  owed_by_seq!: number;

  @Column('bigint')
  owed_at!: number;

  @Column('text')
  status!: string;

  @Column({ type: 'bigint', nullable: true })
  workflow_started_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  produced_at!: number | null;

  @Column({ type: 'text', nullable: true })
  pdf_sha256!: string | null;

  @ForeignKey(() => DataKeyRow, { name: 'letter_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column({ type: 'boolean', default: false, comment: 'Owed, but not to leave the house before a person has signed it.' })
  awaits_signature!: boolean;

  @Column({ type: 'integer', comment: 'The event it is composed from: the one that owes it, or the signature that came later.' })
  composed_from_seq!: number;

  @Column({ type: 'text', nullable: true, comment: 'Template versions it was drawn with, outermost first; null of letters older than this column.' })
  template_id!: string | null;

  @Column({ type: 'bytea', nullable: true, comment: 'What it says, encrypted under key_ref; null until it is produced and once it is erased.' })
  data!: Buffer | null;

  @Column({ type: 'text', nullable: true })
  content_key_ref!: string | null;

  @Column({ type: 'boolean', default: false, comment: 'It could not be produced, and what kept it back may have been put right since.' })
  retry_now!: boolean;

  @Column({ type: 'boolean', default: false, comment: 'Whether it left already is found out before it leaves: a restore brought it back unsent, or it was owed after one and the lost time may have owed it too.' })
  ask_first!: boolean;

  @Column({ type: 'boolean', default: true, comment: 'Whether its delivery still has something to do by itself; a person may open it again.' })
  delivery_open!: boolean;

  @Column({ type: 'bigint', nullable: true, comment: 'When a channel first took it.' })
  sent_at!: number | null;
}

/** Work owed to a person. */
@Entity({ name: 'task' })
@Check('task_acknowledged', '(acknowledged_at IS NULL) = (acknowledged_by IS NULL)')
@Check('task_done', 'done_by IS NULL OR done_at IS NOT NULL')
@Index('task_dossier', ['dossier_id'], { where: 'done_at IS NULL' })
@Index('task_open', ['agency', 'created_at'], { where: 'done_at IS NULL' })
export class TaskRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'task_pkey' })
  key!: string;

  @Column('text')
  kind!: string;

  @ForeignKey(() => DossierRow, { name: 'task_dossier_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  dossier_id!: string | null;

  @Column('text')
  agency!: string;

  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column('json')
  data!: unknown;

  @Column('bigint')
  created_at!: number;

  @Column({ type: 'bigint', nullable: true })
  done_at!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'Who marked the task as done; null when an event of its dossier closed it.' })
  done_by!: string | null;

  @Column({ type: 'bigint', nullable: true, comment: 'When somebody above the agency took note of an apology nobody acts on: it is listed no more until a promise breaks.' })
  acknowledged_at!: number | null;

  @Column({ type: 'text', nullable: true })
  acknowledged_by!: string | null;
}
