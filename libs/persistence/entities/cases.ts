import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DataKeyRow } from './personal.js';
import { AgencyRow, CalendarVersionRow } from './rules.js';

/** A case with deadlines: a publication, a feedback or an assigned task. */
@Entity({ name: 'deadline_case', comment: 'The fold of its events, and the lock of their writers.' })
@Unique('deadline_case_code_unique', ['code'])
@Unique('deadline_case_business_key_unique', ['business_key'])
@Check('deadline_case_kind', `kind IN ('publication', 'feedback', 'task')`)
@Check('deadline_case_carried_by', `carried_by IN ('workflow', 'watchdog')`)
@Index('deadline_case_agency', ['agency', 'kind', 'opened_at'])
@Index('deadline_case_open', ['agency', 'kind'], { where: 'outcome IS NULL' })
@Index('deadline_case_coordinating', ['coordinating'], { type: 'gin', where: `coordinating <> '{}'` })
@Index('deadline_case_dossier', ['dossier_id'], { where: 'dossier_id IS NOT NULL' })
@Index('deadline_case_unheard', ['nudged_at'], { where: 'unheard_since IS NOT NULL' })
@Index('deadline_case_province', ['province', 'kind', 'opened_at'])
@Index('deadline_case_owner', ['owner'], { where: 'outcome IS NULL AND owner IS NOT NULL' })
@Index('deadline_case_points', ['next_point_at'], { where: 'next_point_at IS NOT NULL' })
@Index('deadline_case_snapshot', ['calendar_snapshot'], { where: 'outcome IS NULL' })
export class DeadlineCaseRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'deadline_case_pkey' })
  id!: string;

  @Column('text')
  code!: string;

  @Column({ type: 'text', nullable: true, comment: 'What it was opened for: the same thing opens no second case.' })
  business_key!: string | null;

  @Column('text')
  kind!: string;

  @Column('text')
  province!: string;

  @ForeignKey(() => AgencyRow, { name: 'deadline_case_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column({ type: 'text', nullable: true })
  owner!: string | null;

  @Column({ type: 'text', array: true })
  coordinating!: string[];

  @ForeignKey(() => DossierRow, { name: 'deadline_case_dossier_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  dossier_id!: string | null;

  @Column('bigint')
  opened_at!: number;

  @Column({ type: 'text', nullable: true, comment: 'How it was closed; null while it is open.' })
  outcome!: string | null;

  @Column({ type: 'bigint', nullable: true })
  next_point_at!: number | null;

  @Column({ type: 'text', comment: 'Who meets its points: a workflow, or the watchdog where nobody has to be warned.' })
  carried_by!: string;

  @Column({ type: 'bigint', nullable: true, comment: 'Since when something waits that its workflow has not looked at yet: the relay nudges it.' })
  unheard_since!: number | null;

  @Column({ type: 'bigint', nullable: true })
  nudged_at!: number | null;

  @Column('integer')
  last_seq!: number;

  @Column('text')
  last_hash!: string;

  @Column('bigint')
  settled_at!: number;

  @ForeignKey(() => CalendarVersionRow, { name: 'deadline_case_calendar_snapshot_fkey' })
  @Column('text')
  calendar_snapshot!: string;
}

/** An event of a case. `xact_id` is not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'case_event', comment: 'Append-only: the application may insert and select. payload holds exactly the hashed text.' })
@Unique('case_event_cause_unique', ['case_id', 'cause', 'ordinal'])
@Check('case_event_hash', `length(hash) = 64 AND hash !~ '[^0-9a-f]' AND length(prev_hash) = 64 AND prev_hash !~ '[^0-9a-f]'`)
@Check('case_event_seq', 'seq >= 1 AND ordinal >= 0')
export class CaseEventRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'case_event_case_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'case_event_pk' })
  case_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'case_event_pk' })
  seq!: number;

  @Column('text')
  cause!: string;

  @Column('integer')
  ordinal!: number;

  @Column('text')
  type!: string;

  @Column('json')
  payload!: unknown;

  @Column('json')
  actor!: unknown;

  @Column('bigint')
  occurred_at!: number;

  @Column('bigint')
  recorded_at!: number;

  @ForeignKey(() => CalendarVersionRow, { name: 'case_event_calendar_snapshot_fkey' })
  @Column('text')
  calendar_snapshot!: string;

  @Column('text')
  prev_hash!: string;

  @Column('text')
  hash!: string;
}

/** A round of a clock of a case. */
@Entity({ name: 'case_clock', comment: 'Each round of each clock as the events of its case make it.' })
@Check('case_clock_stopped', '(stopped_at IS NULL) = (outcome IS NULL) AND (outcome IS NULL) = (in_time IS NULL)')
@Index('case_clock_due', ['agency', 'clock', 'due_at'])
@Index('case_clock_running', ['case_id', 'due_at'], { where: 'stopped_at IS NULL' })
export class CaseClockRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'case_clock_case_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'case_clock_pk' })
  case_id!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'case_clock_pk' })
  clock!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'case_clock_pk' })
  round!: number;

  @Column('text')
  agency!: string;

  @Column('bigint')
  started_at!: number;

  @Column('bigint')
  due_at!: number;

  @Column('boolean')
  became_late!: boolean;

  @Column('integer')
  escalated!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'When it was truly done, which may lie before the entry.' })
  stopped_at!: number | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ type: 'boolean', nullable: true })
  in_time!: boolean | null;
}

/** Words of a case and data of people in it, encrypted. */
@Entity({ name: 'case_record', comment: 'What a case says in words, and about people, encrypted; its events hold version and commitment only.' })
export class CaseRecordRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'case_record_case_id_fkey', deferrable: 'INITIALLY DEFERRED' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'case_record_pk' })
  case_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'case_record_pk' })
  version!: number;

  @Column('text')
  kind!: string;

  @Column('bytea')
  ciphertext!: Buffer;

  @ForeignKey(() => DataKeyRow, { name: 'case_record_key_ref_fkey' })
  @Column('text')
  key_ref!: string;
}

/** A command given to a case. */
@Entity({ name: 'case_command', comment: 'Commands given to cases, each with its outcome: they are decided as they are accepted.' })
@Unique('case_command_id_unique', ['id'])
export class CaseCommandRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'case_command_pk' })
  actor_subject!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'case_command_pk' })
  idempotency_key!: string;

  @Column('uuid')
  id!: string;

  @ForeignKey(() => DeadlineCaseRow, { name: 'case_command_case_id_fkey' })
  @Column('uuid')
  case_id!: string;

  @Column('text')
  type!: string;

  @Column('text')
  body_hmac!: string;

  @Column('bigint')
  accepted_at!: number;

  @Column('json')
  outcome!: unknown;
}
