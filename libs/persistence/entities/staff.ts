import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { AgencyRow } from './rules.js';
import { TaskRow } from './work.js';

/** Somebody of an agency. */
@Entity({ name: 'staff', comment: 'People of the agencies by the identifier they sign in with; local days, the last one included.' })
@Check('staff_mail_address', 'email IS NOT NULL OR NOT mail_wanted')
@Check('staff_period', 'active_until IS NULL OR active_until >= active_from')
@Check('staff_superior', 'superior <> subject')
@Index('staff_agency', ['agency', 'role'])
export class StaffRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'staff_pkey' })
  subject!: string;

  @ForeignKey(() => AgencyRow, { name: 'staff_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('text')
  role!: string;

  @Column('text')
  name!: string;

  @Column('text')
  position!: string;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column('boolean')
  mail_wanted!: boolean;

  @Column('text')
  active_from!: string;

  @Column({ type: 'text', nullable: true })
  active_until!: string | null;

  @Column('bigint')
  changed_at!: number;

  @Column('text')
  changed_by!: string;

  @ForeignKey(() => StaffRow, { name: 'staff_superior_fkey' })
  @Column({ type: 'text', nullable: true, comment: 'Who leads them; absent: the only head of the agency.' })
  superior!: string | null;
}

/** An e-mail to one of the staff. */
@Entity({ name: 'staff_mail', comment: 'E-mails to staff. A row that is claimed and not settled at its next attempt was cut off: what became of it is unknown.' })
@Check('staff_mail_settled', '(next_attempt_at IS NULL) = (settled_at IS NOT NULL)')
@Check('staff_mail_status', `status IN ('claimed', 'deferred', 'sent', 'refused', 'unknown')`)
@Index('staff_mail_open', ['next_attempt_at'], { where: 'settled_at IS NULL' })
export class StaffMailRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'staff_mail_pkey' })
  message_id!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  status!: string;

  @Column('integer')
  attempts!: number;

  @Column('integer')
  unknowns!: number;

  @Column('bigint')
  claimed_at!: number;

  @Column({ type: 'bigint', nullable: true })
  next_attempt_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  settled_at!: number | null;

  @Column({ type: 'json', nullable: true })
  detail!: unknown;
}

/** Something somebody of the staff is told. */
@Entity({ name: 'staff_notice' })
@Unique('staff_notice_key_unique', ['key'])
@Check('staff_notice_addressee', '(subject IS NULL) <> (role IS NULL)')
@Check('staff_notice_placed', '(visible_at IS NULL) = (placed_on IS NULL)')
@Check('staff_notice_read', '(read_at IS NULL) = (read_by IS NULL)')
@Index('staff_notice_mail', ['mail_id'], { where: 'mail_id IS NOT NULL' })
@Index('staff_notice_role', ['role', 'agency', 'visible_at', 'id'], { where: 'role IS NOT NULL' })
@Index('staff_notice_subject', ['subject', 'visible_at', 'id'], { where: 'subject IS NOT NULL' })
@Index('staff_notice_unmailed', ['visible_at'], { where: 'by_mail AND mail_id IS NULL' })
@Index('staff_notice_unplaced', ['agency'], { where: 'visible_at IS NULL' })
@Index('staff_notice_visible', ['visible_at'])
export class StaffNoticeRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'staff_notice_pkey' })
  id!: number;

  @Column('text')
  key!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  agency!: string;

  @Column({ type: 'text', nullable: true, comment: 'Whom it is for; null where nobody of the role is in the directory: then it is for whoever holds the role in the agency.' })
  subject!: string | null;

  @Column({ type: 'text', nullable: true })
  role!: string | null;

  @ForeignKey(() => DossierRow, { name: 'staff_notice_dossier_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  dossier_id!: string | null;

  @Column('json')
  data!: unknown;

  @Column('bigint')
  created_at!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'From when it is shown and mailed: the next opening of the agency under the calendar version placed_on; null until that is counted.' })
  visible_at!: number | null;

  @Column({ type: 'text', nullable: true })
  placed_on!: string | null;

  @Column({ type: 'bigint', nullable: true })
  read_at!: number | null;

  @Column({ type: 'text', nullable: true })
  read_by!: string | null;

  @Column('boolean')
  by_mail!: boolean;

  @ForeignKey(() => StaffMailRow, { name: 'staff_notice_mail_id_fkey' })
  @Column({ type: 'text', nullable: true })
  mail_id!: string | null;
}

/** That somebody's work was summed up on a day. */
@Entity({ name: 'staff_digest', comment: 'Whose work was summed up on which local day, also where there was none to tell of.' })
export class StaffDigestRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'staff_digest_pkey' })
  subject!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'staff_digest_pkey' })
  day!: string;

  @Column('bigint')
  made_at!: number;
}

/** A list of apologies nobody acts on. */
@Entity({ name: 'escalation', comment: 'Lists of apologies nobody acts on; key: addressed agency, local day, half of it.' })
@Index('escalation_agency', ['agency', 'made_at', 'key'])
export class EscalationRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'escalation_pkey' })
  key!: string;

  @Column('text')
  agency!: string;

  @Column('bigint')
  made_at!: number;
}

/** A line of such a list. */
@Entity({ name: 'escalation_item' })
export class EscalationItemRow {
  @ForeignKey(() => EscalationRow, { name: 'escalation_item_escalation_key_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'escalation_item_pkey' })
  escalation_key!: string;

  @ForeignKey(() => TaskRow, { name: 'escalation_item_task_key_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'escalation_item_pkey' })
  task_key!: string;

  @Column('integer')
  level!: number;
}
