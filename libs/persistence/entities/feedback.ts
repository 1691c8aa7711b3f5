import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DeadlineCaseRow } from './cases.js';
import { AgencyRow } from './rules.js';

/** A piece of feedback or an urging. */
@Entity({ name: 'feedback', comment: 'Feedback and urgings as the events of their cases make them.' })
@Check('feedback_one_of', '(urging_number IS NULL) = (channel IS NOT NULL) AND (channel IS NULL) = (subject IS NULL)')
@Check('feedback_published', '(published_at IS NULL) = (published_version IS NULL)')
@Index('feedback_published_at', ['published_at'], { where: 'published_at IS NOT NULL' })
@Index('feedback_received', ['received_at'], { where: 'urging_number IS NULL' })
@Index('feedback_urgent', ['case_id'], { where: 'urgent' })
@Index('feedback_likeness', ['likeness'], { where: 'likeness IS NOT NULL' })
export class FeedbackRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'feedback_case_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'feedback_pkey' })
  case_id!: string;

  @Column('text')
  phase!: string;

  @Column({ type: 'text', nullable: true })
  channel!: string | null;

  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column('bigint')
  received_at!: number;

  @Column({ type: 'text', nullable: true })
  portal_code!: string | null;

  @Column({ type: 'integer', nullable: true, comment: 'Which urging of its dossier it is; null for feedback.' })
  urging_number!: number | null;

  @Column({ type: 'boolean', comment: 'It raises its dossier in the queues.' })
  urgent!: boolean;

  @Column({ type: 'bigint', nullable: true })
  published_at!: number | null;

  @Column({ type: 'integer', nullable: true })
  published_version!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'HMAC of telephone and words: equal ones are likely the same thing sent twice.' })
  likeness!: string | null;
}

/** An agency's turn at a piece of feedback. */
@Entity({ name: 'feedback_round', comment: 'The turns of agencies at feedback: from receipt, forwarding or reopening to their end.' })
@Check('feedback_round_ended', '(ended_at IS NULL) = (ended_as IS NULL) AND (in_time IS NULL OR ended_at IS NOT NULL)')
@Index('feedback_round_begun', ['agency', 'begun_at'])
@Index('feedback_round_ended_at', ['agency', 'ended_at'], { where: 'ended_at IS NOT NULL' })
export class FeedbackRoundRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'feedback_round_case_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'feedback_round_pk' })
  case_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'feedback_round_pk' })
  round!: number;

  @ForeignKey(() => AgencyRow, { name: 'feedback_round_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('bigint')
  begun_at!: number;

  @Column('text')
  begun_by!: string;

  @Column({ type: 'bigint', nullable: true })
  ended_at!: number | null;

  @Column({ type: 'text', nullable: true })
  ended_as!: string | null;

  @Column({ type: 'boolean', nullable: true })
  in_time!: boolean | null;

  @Column({ type: 'text', nullable: true })
  verdict!: string | null;
}

/** A request to enter feedback or to urge. */
@Entity({ name: 'feedback_request', comment: 'Requests to enter feedback or to urge, each with the case it opened or found.' })
export class FeedbackRequestRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'feedback_request_pk' })
  actor_subject!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'feedback_request_pk' })
  idempotency_key!: string;

  @ForeignKey(() => DeadlineCaseRow, { name: 'feedback_request_case_id_fkey' })
  @Column('uuid')
  case_id!: string;

  @Column('text')
  type!: string;

  @Column('text')
  body_hmac!: string;

  @Column('bigint')
  accepted_at!: number;
}
