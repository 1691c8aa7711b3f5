import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { AgencyRow } from './rules.js';

/** A catalogue exported elsewhere. */
@Entity({ name: 'exchange_import', comment: 'Catalogues exported elsewhere, as they were uploaded, with what was applied of them.' })
@Unique('exchange_import_request', ['uploaded_by', 'request_key'])
@Check('exchange_import_applied', '(applied_at IS NULL) = (applied_by IS NULL) AND (applied_at IS NULL) = (outcome IS NULL)')
@Index('exchange_import_order', ['province', 'uploaded_at', 'id'])
export class ExchangeImportRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'exchange_import_pkey' })
  id!: string;

  @ForeignKey(() => AgencyRow, { name: 'exchange_import_province_fkey' })
  @Column('text')
  province!: string;

  @Column({ type: 'text', comment: 'SHA-256 over the canonical text of its parts, as the file itself states it.' })
  content_hash!: string;

  @Column('json')
  content!: unknown;

  @Column('bigint')
  uploaded_at!: number;

  @Column('text')
  uploaded_by!: string;

  @Column('text')
  request_key!: string;

  @Column('text')
  request_hash!: string;

  @Column({ type: 'bigint', nullable: true })
  applied_at!: number | null;

  @Column({ type: 'text', nullable: true })
  applied_by!: string | null;

  @Column({ type: 'json', nullable: true })
  outcome!: unknown;
}

/** A change of the catalogue that somebody made by hand. */
@Entity({ name: 'catalogue_change', comment: 'What people changed of the catalogue, one row a change, with what stood before and after it.' })
@Unique('catalogue_change_request', ['changed_by', 'request_key'])
@Check('catalogue_change_subject', `subject IN ('agency', 'procedure', 'settings', 'number-series')`)
@Check('catalogue_change_keyed', '(request_key IS NULL) = (request_hash IS NULL) AND (request_key IS NOT NULL OR import_id IS NOT NULL)')
@Index('catalogue_change_code', ['subject', 'code', 'number'])
export class CatalogueChangeRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'catalogue_change_pkey' })
  number!: number;

  @Column('text')
  subject!: string;

  @Column('text')
  code!: string;

  @Column({ type: 'integer', nullable: true, comment: 'The version that was published; null for what has no versions.' })
  version!: number | null;

  @Column({ type: 'json', nullable: true })
  before!: unknown;

  @Column('json')
  after!: unknown;

  @Column('bigint')
  changed_at!: number;

  @Column('text')
  changed_by!: string;

  @Column({ type: 'text', nullable: true })
  request_key!: string | null;

  @Column({ type: 'text', nullable: true })
  request_hash!: string | null;

  @ForeignKey(() => ExchangeImportRow, { name: 'catalogue_change_import_fkey' })
  @Column({ type: 'uuid', nullable: true })
  import_id!: string | null;
}
