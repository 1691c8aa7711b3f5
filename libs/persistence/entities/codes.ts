import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';

/** The last number given under a key. */
@Entity({ name: 'code_counter' })
export class CodeCounterRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'code_counter_pkey' })
  key!: string;

  @Column('integer')
  last!: number;
}

/** Codes set aside for a counter. */
@Entity({ name: 'code_block' })
@Unique('code_block_request', ['reserved_by', 'request_key'])
export class CodeBlockRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'code_block_pkey' })
  id!: string;

  @Column('text')
  agency!: string;

  @Column({ type: 'text', array: true })
  codes!: string[];

  @Column('text')
  reserved_by!: string;

  @Column('bigint')
  reserved_at!: number;

  /** None of a block from before requests had one. */
  @Column({ type: 'text', nullable: true })
  request_key!: string | null;
}

/** Which imported dossier is which. */
@Entity({ name: 'dossier_import' })
export class DossierImportRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'dossier_import_pk' })
  source!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'dossier_import_pk' })
  code!: string;

  @Column('text')
  content_hash!: string;

  @ForeignKey(() => DossierRow, { name: 'dossier_import_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;
}

/** A line of a file being imported. */
@Entity({ name: 'import_line', comment: 'Lines of an import not yet decided; empty when no import runs.' })
export class ImportLineRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'import_line_pk' })
  import_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'import_line_pk' })
  line!: number;

  @Column('bigint')
  staged_at!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'import_line_pk' })
  code!: string;

  @Column('text')
  content_hash!: string;

  @Column({ type: 'json', nullable: true })
  data!: unknown;
}
