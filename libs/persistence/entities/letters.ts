import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DataKeyRow } from './personal.js';

/** How one scope prints its letters. */
@Entity({ name: 'letter_template', comment: 'How the nation, a province or an agency prints its letters, every version ever; the last of a scope is in force.' })
@Unique('letter_template_key_unique', ['published_by', 'idempotency_key'])
@Check('letter_template_number', 'number >= 1')
@Check('letter_template_key', '(idempotency_key IS NULL) = (request_hash IS NULL)')
export class LetterTemplateRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'letter_template_pk' })
  scope!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'letter_template_pk' })
  number!: number;

  @Column('json')
  content!: unknown;

  @Column('bigint')
  published_at!: number;

  @Column('text')
  published_by!: string;

  @Column({ type: 'text', nullable: true })
  idempotency_key!: string | null;

  @Column({ type: 'text', nullable: true })
  request_hash!: string | null;
}

/** The file of a produced letter. */
@Entity({ name: 'letter_content', comment: 'Files of produced letters, encrypted; equal files of one agency and year are kept once.' })
export class LetterContentRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'letter_content_pk' })
  sha256!: string;

  @ForeignKey(() => DataKeyRow, { name: 'letter_content_key_ref_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'letter_content_pk' })
  key_ref!: string;

  @Column({ type: 'text', comment: 'The place the ciphertext was sealed for; it opens under no other.' })
  sealed_for!: string;

  @Column('bytea')
  ciphertext!: Buffer;
}

/** What a slip printed at the desk said. */
@Entity({ name: 'printed_slip', comment: 'What slips printed at the desk said, to be drawn again from; their files are not kept.' })
@Index('printed_slip_dossier', ['dossier_id'])
export class PrintedSlipRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'printed_slip_pkey' })
  key!: string;

  @ForeignKey(() => DossierRow, { name: 'printed_slip_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  form!: string;

  @Column('text')
  template_id!: string;

  @Column('bytea')
  data!: Buffer;

  @ForeignKey(() => DataKeyRow, { name: 'printed_slip_key_ref_fkey' })
  @Column('text')
  key_ref!: string;

  @Column('text')
  pdf_sha256!: string;
}
