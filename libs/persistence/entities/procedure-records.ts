import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProcedureVersionRow } from './rules.js';

/** A record of the national portal as it was imported. */
@Entity({ name: 'procedure_record_draft', comment: 'Records of the national portal as imported, whole; equal records are one.' })
@Unique('procedure_record_draft_hash_unique', ['record_hash'])
@ForeignKey(() => ProcedureVersionRow, ['code', 'published_version'], ['code', 'version'], { name: 'procedure_record_draft_version' })
@Check('procedure_record_draft_published', '(published_version IS NULL) = (published_at IS NULL) AND (published_version IS NULL) = (published_by IS NULL)')
@Index('procedure_record_draft_order', ['imported_at', 'id'])
export class ProcedureRecordDraftRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'procedure_record_draft_pkey' })
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column({ type: 'text', comment: 'SHA-256 of the record whatever the order of its keys.' })
  record_hash!: string;

  @Column('json')
  record!: unknown;

  @Column({ type: 'json', comment: 'What a person must confirm, as it was found at the import.' })
  flags!: unknown;

  @Column('bigint')
  imported_at!: number;

  @Column('text')
  imported_by!: string;

  @Column({ type: 'integer', nullable: true })
  published_version!: number | null;

  @Column({ type: 'bigint', nullable: true })
  published_at!: number | null;

  @Column({ type: 'text', nullable: true })
  published_by!: string | null;
}

/** What a person settled about a record. */
@Entity({ name: 'procedure_record_answer', comment: 'Who settled what about a record with which value; the last answer to a flag counts.' })
@Check('procedure_record_answer_number', 'number >= 1')
@Check('procedure_record_answer_choice', `choice IN ('as-recorded', 'as-suggested', 'corrected')`)
export class ProcedureRecordAnswerRow {
  @ForeignKey(() => ProcedureRecordDraftRow, { name: 'procedure_record_answer_draft_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'procedure_record_answer_pk' })
  draft_id!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'procedure_record_answer_pk' })
  flag_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'procedure_record_answer_pk' })
  number!: number;

  @Column('text')
  choice!: string;

  @Column('json')
  value!: unknown;

  @Column('bigint')
  answered_at!: number;

  @Column('text')
  answered_by!: string;
}

/** A key under which a record was written to. */
@Entity({ name: 'procedure_record_request', comment: 'Keys of imports, answers and publications of records, so that a repeated one changes nothing.' })
export class ProcedureRecordRequestRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'procedure_record_request_pk' })
  actor!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'procedure_record_request_pk' })
  idempotency_key!: string;

  @Column('text')
  request_hash!: string;

  @ForeignKey(() => ProcedureRecordDraftRow, { name: 'procedure_record_request_draft_id_fkey' })
  @Column('uuid')
  draft_id!: string;
}
