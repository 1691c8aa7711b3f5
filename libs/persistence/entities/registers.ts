import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { SigningAuthorityRow } from './signing.js';

/** A register of a desk, a field and a year (form 07). */
@Entity({ name: 'register', comment: 'Form 07, one a desk, field and year. lines, volume, page and lines_on_page say where it ends; only who holds the register lock writes them.' })
@Unique('register_year_unique', ['agency', 'year', 'field_code'])
@Check('register_end', 'lines >= 0 AND volume >= 1 AND page >= 1 AND lines_on_page BETWEEN 0 AND lines')
@Check('register_state', `state IN ('open', 'closed')`)
@Check(
  'register_closing',
  `(state = 'closed') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closed_by IS NULL)
          AND (closed_at IS NULL) = (closed_role IS NULL) AND (closed_at IS NULL) = (content_hash IS NULL)`,
)
@Check(
  'register_signature',
  `(signed_authority IS NULL) = (signed_capacity IS NULL) AND (signed_authority IS NULL) = (document_number IS NULL)
          AND (signed_authority IS NULL OR state = 'closed')`,
)
export class RegisterRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'register_pkey' })
  id!: string;

  @Column('text')
  agency!: string;

  @Column('text')
  field_code!: string;

  @Column('text')
  field_name!: string;

  @Column('integer')
  year!: number;

  @Column('bigint')
  opened_at!: number;

  @Column('integer')
  lines!: number;

  @Column('integer')
  volume!: number;

  @Column('integer')
  page!: number;

  @Column('integer')
  lines_on_page!: number;

  @Column('text')
  state!: string;

  @Column({ type: 'text', nullable: true })
  closed_by!: string | null;

  @Column({ type: 'text', nullable: true })
  closed_role!: string | null;

  @Column({ type: 'bigint', nullable: true })
  closed_at!: number | null;

  @Column({ type: 'text', nullable: true })
  content_hash!: string | null;

  @ForeignKey(() => SigningAuthorityRow, { name: 'register_signed_authority_fkey' })
  @Column({ type: 'uuid', nullable: true, comment: 'The authority it was closed under; null while it is open, and where it was closed before closings were signed.' })
  signed_authority!: string | null;

  @Column({ type: 'text', nullable: true })
  signed_capacity!: string | null;

  @Column({ type: 'text', nullable: true })
  document_number!: string | null;
}

/** The line of a dossier. */
@Entity({ name: 'register_entry', comment: 'Append-only: the line of a dossier with volume and page, as they were fixed when it was entered.' })
@Unique('register_entry_dossier_unique', ['dossier_id'])
@Check('register_entry_place', 'number >= 1 AND volume >= 1 AND page >= 1')
export class RegisterEntryRow {
  @ForeignKey(() => RegisterRow, { name: 'register_entry_register_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'register_entry_pk' })
  register_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'register_entry_pk' })
  number!: number;

  @ForeignKey(() => DossierRow, { name: 'register_entry_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('integer')
  volume!: number;

  @Column('integer')
  page!: number;

  @Column('bigint')
  entered_at!: number;
}

/** A line as it stood at the closing of its register. */
@Entity({ name: 'register_closed_line', comment: 'Append-only: each line as it stood when its register was closed; line holds exactly the hashed text, without personal data.' })
@ForeignKey(() => RegisterEntryRow, ['register_id', 'number'], ['register_id', 'number'], { name: 'register_closed_line_entry' })
export class RegisterClosedLineRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'register_closed_line_pk' })
  register_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'register_closed_line_pk' })
  number!: number;

  @Column('text')
  line!: string;

  @Column('integer')
  personal_version!: number;
}

/** How far the ledger has been entered; its transaction number is not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'register_cursor', comment: 'One row. Every dossier received by a transaction before until_xact has its line.' })
@Check('register_cursor_single', 'single')
export class RegisterCursorRow {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'register_cursor_pkey' })
  single!: boolean;
}
