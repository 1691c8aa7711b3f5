import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProcedureVersionRow } from './rules.js';

/** A dossier: projection and sequencer of its events. */
@Entity({ name: 'dossier', comment: 'Projection of the ledger and its sequencer: locked FOR UPDATE by every writer of events. Rebuilt from events at any time.' })
@Unique('dossier_code_unique', ['code'])
@ForeignKey(() => ProcedureVersionRow, ['procedure_code', 'procedure_version'], ['code', 'version'], { name: 'dossier_procedure' })
@Check('dossier_seq', 'last_seq >= 0')
@Index('dossier_code_beginning', { synchronize: false })
@Index('dossier_correction', ['correction_of'], { unique: true, where: `correction_of IS NOT NULL AND status NOT IN ('cancelled', 'intake-refused')` })
@Index('dossier_desk', ['receiving_agency', 'due_at'], { where: 'NOT closed' })
@Index('dossier_due', ['province', 'due_at'], { where: 'in_stock AND became_late_at IS NULL AND paused_at IS NULL' })
@Index('dossier_ended_late', ['province', 'procedure_code'], { where: `punctuality = 'late' AND NOT in_stock` })
@Index('dossier_foretold', ['id'], { where: 'in_stock AND became_late_at IS NULL' })
@Index('dossier_holders', ['holders'], { type: 'gin', where: 'NOT closed' })
@Index('dossier_index_overdue', ['province', 'index_overdue_at'], { where: 'in_stock AND index_overdue_at IS NOT NULL' })
@Index('dossier_next_point', ['next_point_at'], { where: 'next_point_at IS NOT NULL' })
@Index('dossier_open', ['competent_agency', 'due_at'], { where: 'NOT closed' })
@Index('dossier_open_procedure', ['province', 'procedure_code'], { where: 'NOT closed' })
@Index('dossier_stage_warning', ['stage_warn_at'], { where: 'stage_warn_at IS NOT NULL' })
@Index('dossier_overdue', ['became_late_at'], { where: 'in_stock AND became_late_at IS NOT NULL' })
@Index('dossier_reappointed', ['appointment'], { where: 'in_stock AND promise_broken_at IS NULL AND paused_at IS NULL AND promises > 1' })
@Index('dossier_left', { synchronize: false })
@Index('dossier_left_late', { synchronize: false })
@Index('dossier_left_undated', { synchronize: false })
@Index('dossier_running', ['province', 'due_at'], { where: 'in_stock AND paused_at IS NULL AND due_at IS NOT NULL' })
@Index('dossier_paused_late', ['province', 'became_late_at'], { where: 'paused_at IS NOT NULL AND became_late_at IS NOT NULL' })
@Index('dossier_received', ['province', 'received_at', 'id'])
@Index('dossier_rated', ['competent_agency', 'rated_at'], { where: 'rated_at IS NOT NULL' })
@Index('dossier_statutory_overdue', ['province', 'statutory_overdue_at'], { where: 'in_stock AND statutory_overdue_at IS NOT NULL' })
@Index('dossier_standing', ['calendar_snapshot', 'id'], { where: 'NOT closed' })
@Index('dossier_undated', ['province', 'received_at', 'id'], { where: `basis = 'none'` })
@Index('dossier_uncollected', ['uncollected_at'], { where: 'uncollected_at IS NOT NULL' })
@Index('dossier_urgency', { synchronize: false })
@Index('dossier_over', { synchronize: false })
@Index('dossier_stage_target', { synchronize: false })
@Index('dossier_cancelled', { synchronize: false })
@Index('dossier_held_up', ['province', 'status'], { where: `NOT closed AND status IN ('awaiting-completion', 'awaiting-supplement', 'awaiting-payment', 'registered', 'finished')` })
@Index('dossier_awaited', ['province', 'awaited_due_at'], { where: 'NOT closed AND awaited_due_at IS NOT NULL' })
@Index('dossier_awaited_late', ['province', 'awaited_late_from'], { where: 'NOT closed AND awaited_late_from IS NOT NULL' })
@Index('dossier_to_transfer', ['province', 'transfer_due_at'], { where: 'NOT closed AND transfer_due_at IS NOT NULL' })
@Index('dossier_to_confirm', ['province', 'forwarding_due_at'], { where: 'NOT closed AND forwarding_due_at IS NOT NULL' })
@Index('dossier_apology_drafted', ['province', 'apology_draft_at'], { where: 'NOT closed AND apology_draft_at IS NOT NULL' })
@Index('dossier_unassigned', ['province'], { where: `in_stock AND paused_at IS NULL AND officers = '{}'` })
@Index('dossier_returned', ['province'], { where: `in_stock AND returned_to <> '{}'` })
@Index('dossier_officers', ['officers'], { type: 'gin', where: 'NOT closed' })
@Index('dossier_unseen', ['received_at'], { where: 'NOT closed AND workflow_seen_at IS NULL' })
export class DossierRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dossier_pkey' })
  id!: string;

  @Column('text')
  code!: string;

  @Column('integer')
  last_seq!: number;

  @Column('text')
  last_hash!: string;

  @Column('bigint')
  settled_at!: number;

  @Column('text')
  status!: string;

  @Column('boolean')
  closed!: boolean;

  @Column('boolean')
  in_stock!: boolean;

  @Column('boolean')
  imported!: boolean;

  @Column('text')
  province!: string;

  @Column('text')
  receiving_agency!: string;

  @Column('text')
  competent_agency!: string;

  @Column('text')
  procedure_code!: string;

  @Column('integer')
  procedure_version!: number;

  @Column('text')
  case_code!: string;

  @Column('text')
  field_code!: string;

  @Column('text')
  channel!: string;

  @Column({ type: 'text', nullable: true, comment: 'Agency of the commune the matter lies in, as intake routed it; null where the opening does not tell.' })
  place!: string | null;

  @Column('bigint')
  received_at!: number;

  @Column({ type: 'bigint', nullable: true })
  submitted_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  accepted_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  first_appointment!: number | null;

  @Column({ type: 'bigint', nullable: true })
  due_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  appointment!: number | null;

  @Column('text')
  basis!: string;

  @Column('boolean')
  provisional!: boolean;

  @Column('boolean')
  unconfirmed!: boolean;

  @Column({ type: 'bigint', nullable: true })
  became_late_at!: number | null;

  @Column('boolean')
  excused!: boolean;

  @Column('integer')
  promises!: number;

  @Column('integer')
  promises_broken!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'When the date last given to the applicant passed; null while it has not.' })
  promise_broken_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  paused_at!: number | null;

  @Column({ type: 'text', nullable: true })
  pause_ground!: string | null;

  @Column('integer')
  supplements!: number;

  @Column({ type: 'bigint', nullable: true })
  awaited_due_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  awaited_late_from!: number | null;

  @Column({ type: 'text', array: true })
  stages!: string[];

  @Column({ type: 'text', array: true })
  holders!: string[];

  @Column({ type: 'text', array: true })
  officers!: string[];

  @Column({ type: 'bigint', nullable: true })
  stage_target_at!: number | null;

  @Column('boolean')
  stage_late!: boolean;

  @Column({ type: 'bigint', nullable: true })
  transfer_due_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  forwarding_due_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  apology_draft_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  finished_at!: number | null;

  @Column({ type: 'text', nullable: true })
  punctuality!: string | null;

  @Column({ type: 'bigint', nullable: true })
  delay_ms!: number | null;

  @Column({ type: 'text', nullable: true })
  shelf!: string | null;

  @Column({ type: 'bigint', nullable: true })
  uncollected_at!: number | null;

  @Column({ type: 'bigint', nullable: true })
  returned_at!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'Code of the dossier whose acknowledged fault this one corrects.' })
  correction_of!: string | null;

  @Column('integer')
  personal_version!: number;

  @Column('boolean')
  erased!: boolean;

  @Column({ type: 'bigint', nullable: true })
  next_point_at!: number | null;

  @Column({ type: 'text', nullable: true })
  next_point_kind!: string | null;

  @Column('text')
  calendar_snapshot!: string;

  @Column({ type: 'bigint', nullable: true })
  workflow_seen_at!: number | null;

  @Column({ type: 'text', array: true, default: () => `'{}'`, comment: 'Who has a stage to do again: its officer, or its agency before there is one.' })
  returned_to!: string[];

  @Column({ type: 'bigint', nullable: true, comment: "When its prospects and the next share of an open stage's term are to be looked at; null while nothing of it runs." })
  stage_warn_at!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'How satisfied the applicant said they are, the last time they did.' })
  rating!: string | null;

  @Column({ type: 'bigint', nullable: true })
  rated_at!: number | null;

  @Column({ type: 'bigint', nullable: true, comment: 'From when it is, or was to its end, overdue by item 2.1 of index 766 with its agency; null while it waits or is in time.' })
  index_overdue_at!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'How it ended by item 2.1 of index 766.' })
  index_end!: string | null;

  @Column({ type: 'boolean', default: false, comment: 'There is, or was to its end, no date item 2.1 of index 766 could judge by.' })
  index_undated!: boolean;

  @Column({ type: 'bigint', nullable: true, comment: 'When the limit of the statute beside the promise ends, or ended; null where none is known.' })
  statutory_due_at!: number | null;

  @Column({ type: 'bigint', nullable: true, comment: 'From when it is, or was to its end, past the limit of the statute with its agency; null while it waits within it.' })
  statutory_overdue_at!: number | null;

  @Column({ type: 'boolean', default: false, comment: 'It ended, and nothing is recorded of a limit of the statute, or it has one whose end cannot be told.' })
  statutory_unknown!: boolean;

  @Column({ type: 'bigint', nullable: true, comment: 'From when, if nothing more happens to it, it will not make its date as things stand; 9000000000000000 for never, null until it is counted and where only its ledger tells.' })
  endangered_from!: number | null;
}
