import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DataKeyRow } from './personal.js';
import { DeadlineCaseRow } from './cases.js';
import { AgencyRow } from './rules.js';

/** A plan as its table was read. */
@Entity({ name: 'task_plan', comment: 'A plan as its table was read; days are those since 1970-01-01.' })
@Unique('task_plan_key_unique', ['uploaded_by', 'idempotency_key'])
@Check('task_plan_format', `format IN ('docx', 'xlsx', 'csv', 'entered')`)
@Check('task_plan_days', 'ends_on >= issued_on')
@Check('task_plan_confirmed', '(confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_at IS NULL) = (confirmation_hmac IS NULL)')
@Index('task_plan_list', ['agency', 'uploaded_at', 'id'])
export class TaskPlanRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'task_plan_pkey' })
  id!: string;

  @ForeignKey(() => AgencyRow, { name: 'task_plan_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('text')
  province!: string;

  @Column('text')
  number!: string;

  @Column('integer')
  issued_on!: number;

  @Column('integer')
  ends_on!: number;

  @Column('text')
  format!: string;

  @Column('text')
  sha256!: string;

  @Column({ type: 'bytea', comment: 'Lines, tasks and problems of the reading as JSON, sealed: a plan may name people.' })
  content!: Buffer;

  @ForeignKey(() => DataKeyRow, { name: 'task_plan_key_ref_fkey' })
  @Column('text')
  key_ref!: string;

  @Column('text')
  uploaded_by!: string;

  @Column('bigint')
  uploaded_at!: number;

  @Column('text')
  idempotency_key!: string;

  @Column('text')
  request_hmac!: string;

  @Column({ type: 'text', nullable: true })
  confirmed_by!: string | null;

  @Column({ type: 'bigint', nullable: true })
  confirmed_at!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'Of what was confirmed: the same again is the same answer, anything else is refused.' })
  confirmation_hmac!: string | null;
}

/** Which cases a task of a plan is. */
@Entity({ name: 'plan_task', comment: 'Which cases a task of a plan is: one, or one for each report of a series.' })
@Check('plan_task_place', 'place >= 1')
@Index('plan_task_plan', ['plan_id', 'place'])
export class PlanTaskRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'plan_task_case_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'plan_task_pkey' })
  case_id!: string;

  @ForeignKey(() => TaskPlanRow, { name: 'plan_task_plan_id_fkey' })
  @Column('uuid')
  plan_id!: string;

  @Column('integer')
  place!: number;
}

/** A report that comes again. */
@Entity({ name: 'report_series', comment: 'A report that comes again: its next occurrence opens when its days begin.' })
@Unique('report_series_unique', ['plan_id', 'place', 'period'])
@Check('report_series_due_day', 'due_day BETWEEN 1 AND 31')
@Check('report_series_day_off', `day_off IN ('next-working-day', 'previous-working-day', 'stands')`)
@Check('report_series_period', `period IN ('month', 'quarter', 'six-months', 'nine-months', 'year')`)
@Index('report_series_due', ['next_opens_at'], { where: 'next_opens_at IS NOT NULL' })
export class ReportSeriesRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'report_series_pkey' })
  id!: string;

  @ForeignKey(() => TaskPlanRow, { name: 'report_series_plan_id_fkey' })
  @Column('uuid')
  plan_id!: string;

  @Column('integer')
  place!: number;

  @ForeignKey(() => AgencyRow, { name: 'report_series_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column({ type: 'text', nullable: true })
  owner!: string | null;

  @Column({ type: 'text', array: true })
  coordinating!: string[];

  @Column('text')
  period!: string;

  @Column({ type: 'integer', nullable: true, comment: 'Day of a month the plan names; null where the rule of the period holds.' })
  due_day!: number | null;

  @Column({ type: 'text', nullable: true })
  day_off!: string | null;

  @Column('boolean')
  escalates!: boolean;

  @Column({ type: 'bytea', comment: 'Wording and targets as JSON, sealed.' })
  content!: Buffer;

  @ForeignKey(() => DataKeyRow, { name: 'report_series_key_ref_fkey' })
  @Column('text')
  key_ref!: string;

  @Column('integer')
  ends_on!: number;

  @Column('integer')
  next_year!: number;

  @Column('integer')
  next_number!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'Null once no occurrence is left within the plan.' })
  next_opens_at!: number | null;
}
