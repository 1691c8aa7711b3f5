import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { AgencyRow } from './rules.js';

/** Who may sign for an agency. */
@Entity({ name: 'signing_authority', comment: 'Who may sign for an agency, in what capacity and when. Nothing of it changes but that it is ended; none is deleted.' })
@Unique('signing_authority_request', ['added_by', 'request_key'])
@Check('signing_authority_capacity', `capacity IN ('head', 'KT.', 'TL.', 'TUQ.')`)
@Check(
  'signing_authority_delegation',
  `CASE capacity WHEN 'head' THEN signed_for IS NULL ELSE signed_for IS NOT NULL AND delegation_number IS NOT NULL AND valid_until IS NOT NULL END`,
)
@Check('signing_authority_period', 'valid_until > valid_from')
@Check('signing_authority_ended', '(ended_at IS NULL) = (ended_by IS NULL)')
@Index('signing_authority_agency', ['agency', 'subject'])
export class SigningAuthorityRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'signing_authority_pkey' })
  id!: string;

  @ForeignKey(() => AgencyRow, { name: 'signing_authority_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  name!: string;

  @Column('text')
  position!: string;

  @Column('text')
  capacity!: string;

  @Column({ type: 'text', nullable: true })
  signed_for!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The body signed on behalf of (TM.), where the agency is one that decides as a body.' })
  collective!: string | null;

  @Column({ type: 'text', nullable: true })
  delegation_number!: string | null;

  @Column('bigint')
  valid_from!: number;

  @Column({ type: 'bigint', nullable: true })
  valid_until!: number | null;

  @Column('bigint')
  added_at!: number;

  @Column('text')
  added_by!: string;

  @Column('text')
  request_key!: string;

  @Column('text')
  request_hash!: string;

  @Column({ type: 'bigint', nullable: true })
  ended_at!: number | null;

  @Column({ type: 'text', nullable: true })
  ended_by!: string | null;
}

/** The last number given in a series of documents. */
@Entity({ name: 'document_counter', comment: `The last number the engine gave in a series; numbers typed from an agency's own register do not move it.` })
export class DocumentCounterRow {
  @ForeignKey(() => AgencyRow, { name: 'document_counter_agency_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'document_counter_pk' })
  agency!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'document_counter_pk' })
  symbol!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'document_counter_pk' })
  year!: number;

  @Column('integer')
  last!: number;

  @Column({ type: 'integer', default: 0, comment: `Last number of the agency's own register before the engine gave the first.` })
  begun!: number;
}

/** A number of a document. */
@Entity({ name: 'document_number', comment: 'Every number ever taken, typed ones and voided ones included; none is given twice in a series.' })
@ForeignKey(() => DocumentCounterRow, ['agency', 'symbol', 'year'], ['agency', 'symbol', 'year'], { name: 'document_number_series' })
@Unique('document_number_once', ['agency', 'symbol', 'year', 'number'])
@Check('document_number_positive', 'number >= 1')
@Index('document_number_letter', ['letter_key'], { where: 'letter_key IS NOT NULL' })
@Check('document_number_voided', '(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL)')
export class DocumentNumberRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'document_number_pk' })
  agency!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'document_number_pk' })
  symbol!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'document_number_pk' })
  year!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'document_number_pk' })
  text!: string;

  @Column({ type: 'integer', nullable: true, comment: 'The number in the series; null for a typed one that begins with no number.' })
  number!: number | null;

  @Column('boolean')
  typed!: boolean;

  @Column({ type: 'text', nullable: true, comment: 'The letter that bears it: asked to be numbered again, it keeps its number.' })
  letter_key!: string | null;

  @ForeignKey(() => DossierRow, { name: 'document_number_dossier_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  dossier_id!: string | null;

  @Column('bigint')
  taken_at!: number;

  @Column('text')
  taken_by!: string;

  @Column({ type: 'bigint', nullable: true })
  voided_at!: number | null;

  @Column({ type: 'text', nullable: true })
  voided_by!: string | null;

  @Column({ type: 'text', nullable: true })
  void_reason!: string | null;
}
