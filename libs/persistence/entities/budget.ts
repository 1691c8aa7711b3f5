import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { AgencyRow } from './rules.js';
import { StaffRow } from './staff.js';

/** A decided target of the late rate. */
@Entity({ name: 'late_target', comment: 'Decided targets of the late rate, every version ever; of two for one scope and day the later entry counts.' })
@Unique('late_target_request', ['entered_by', 'request_key'])
@Check('late_target_share', 'target BETWEEN 1 AND 10000')
@Check('late_target_period', 'valid_until >= valid_from')
@Check('late_target_subject', 'field_code IS NULL OR procedure_code IS NULL')
@Index('late_target_province', ['province', 'number'])
export class LateTargetRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'late_target_pkey' })
  number!: number;

  @Column('text')
  province!: string;

  @ForeignKey(() => AgencyRow, { name: 'late_target_agency_fkey' })
  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column({ type: 'text', nullable: true })
  field_code!: string | null;

  @Column({ type: 'text', nullable: true })
  procedure_code!: string | null;

  @Column({ type: 'integer', nullable: true, comment: 'Hundredths of a percent; null: the scope has no target of its own any more.' })
  target!: number | null;

  @Column('text')
  valid_from!: string;

  @Column({ type: 'text', nullable: true })
  valid_until!: string | null;

  @Column('text')
  document_number!: string;

  @Column('bigint')
  entered_at!: number;

  @Column('text')
  entered_by!: string;

  @Column('text')
  request_key!: string;

  @Column('text')
  request_hash!: string;
}

/** That a projected late rate crossed its target. */
@Entity({ name: 'late_alert', comment: 'That the projected late rate of a scope and period crossed its target, upwards or back; the last row of both is how it stands.' })
@Unique('late_alert_number', ['province', 'scope', 'first_day', 'last_day', 'number'])
@Check('late_alert_kind', `kind IN ('above', 'below')`)
export class LateAlertRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'late_alert_pkey' })
  key!: string;

  @Column('text')
  province!: string;

  @Column({ type: 'text', comment: 'Agency, field and procedure joined by /, each blank where it is all of them.' })
  scope!: string;

  @Column('text')
  first_day!: string;

  @Column('text')
  last_day!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  kind!: string;

  @Column('bigint')
  late_hundredths!: number;

  @Column('bigint')
  to_process!: number;

  @Column('integer')
  target!: number;

  @Column('bigint')
  told_at!: number;
}

/** Time somebody of the staff is away. */
@Entity({ name: 'staff_absence', comment: 'Who is away from when until when (half open). Nothing of it changes but that it is cancelled; none is deleted.' })
@Unique('staff_absence_request', ['entered_by', 'request_key'])
@Check('staff_absence_span', 'until_at > from_at')
@Check('staff_absence_reason', `reason IN ('leave', 'sick', 'maternity', 'mission', 'training', 'other')`)
@Check('staff_absence_another', 'substitute <> subject')
@Check('staff_absence_cancelled', '(cancelled_at IS NULL) = (cancelled_by IS NULL)')
@Index('staff_absence_agency', ['agency', 'from_at', 'id'])
@Index('staff_absence_substitute', ['substitute', 'from_at'], { where: 'cancelled_at IS NULL AND substitute IS NOT NULL' })
@Index('staff_absence_person', ['subject', 'from_at'], { where: 'cancelled_at IS NULL' })
export class StaffAbsenceRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'staff_absence_pkey' })
  id!: string;

  @ForeignKey(() => StaffRow, { name: 'staff_absence_subject_fkey' })
  @Column('text')
  subject!: string;

  @ForeignKey(() => AgencyRow, { name: 'staff_absence_agency_fkey' })
  @Column({ type: 'text', comment: 'Where the person worked when it was entered.' })
  agency!: string;

  @Column('bigint')
  from_at!: number;

  @Column('bigint')
  until_at!: number;

  @ForeignKey(() => StaffRow, { name: 'staff_absence_substitute_fkey' })
  @Column({ type: 'text', nullable: true })
  substitute!: string | null;

  @Column('text')
  reason!: string;

  @Column('bigint')
  entered_at!: number;

  @Column('text')
  entered_by!: string;

  @Column('text')
  request_key!: string;

  @Column('text')
  request_hash!: string;

  @Column({ type: 'bigint', nullable: true })
  cancelled_at!: number | null;

  @Column({ type: 'text', nullable: true })
  cancelled_by!: string | null;
}
