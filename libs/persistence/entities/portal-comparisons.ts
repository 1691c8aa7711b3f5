import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { StoredFileRow } from './files.js';
import { DataKeyRow } from './personal.js';
import { AgencyRow } from './rules.js';

/** What the portal says of a period, held against the ledger. */
@Entity({ name: 'portal_comparison', comment: 'What the portal says of a period, held against the ledger at one moment; no agency: the whole province.' })
@Check('portal_comparison_form', `form IN ('counts', 'codes')`)
@Check('portal_comparison_days', 'last_day >= first_day')
@Check('portal_comparison_source', '(source IS NULL) = (key_ref IS NULL) AND (file_id IS NULL OR source IS NULL) AND (file_id IS NOT NULL OR (source IS NULL) = (source_erased_at IS NOT NULL))')
@Unique('portal_comparison_key', ['uploaded_by', 'idempotency_key'])
@Index('portal_comparison_list', ['province', 'uploaded_at', 'id'])
export class PortalComparisonRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'portal_comparison_pkey' })
  id!: string;

  @Column('text')
  province!: string;

  @ForeignKey(() => AgencyRow, { name: 'portal_comparison_agency_fkey' })
  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column('text')
  form!: string;

  @Column('integer')
  first_day!: number;

  @Column('integer')
  last_day!: number;

  @Column('text')
  format!: string;

  @Column('text')
  sha256!: string;

  @ForeignKey(() => StoredFileRow, { name: 'portal_comparison_file_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  file_id!: string | null;

  @Column({ type: 'bytea', nullable: true, comment: 'The text of a CSV, sealed; other files are stored as evidence is.' })
  source!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'portal_comparison_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column('integer')
  read_rows!: number;

  @Column('integer')
  same!: number;

  @Column({ type: 'integer', comment: 'How many dossiers the list lacks, also where not all of them are listed.' })
  only_here!: number;

  @Column('json')
  tally!: unknown;

  @Column('text')
  uploaded_by!: string;

  @Column('bigint')
  uploaded_at!: number;

  @Column('text')
  idempotency_key!: string;

  @Column('text')
  request_hmac!: string;

  @Column({ type: 'bigint', nullable: true, comment: 'When what it was read from went with the personal data of a dossier it may name.' })
  source_erased_at!: number | null;
}

/** A difference of a comparison. */
@Entity({ name: 'portal_difference', comment: 'Differences of a comparison in order; content names dossiers by their codes alone.' })
@Check('portal_difference_kind', `kind IN ('count', 'only-there', 'only-here', 'listed-twice', 'other-status', 'other-due', 'other-punctuality')`)
export class PortalDifferenceRow {
  @ForeignKey(() => PortalComparisonRow, { name: 'portal_difference_comparison_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'portal_difference_pkey' })
  comparison_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'portal_difference_pkey' })
  place!: number;

  @Column('text')
  kind!: string;

  @Column('json')
  content!: unknown;
}

/** A table that is compared by the relay, until it is. */
@Entity({ name: 'portal_upload', comment: 'A table of the portal too long to be compared while its sender waits: gone when its comparison stands, kept without its content when it cannot be read.' })
@Check('portal_upload_state', `state IN ('comparing', 'faulty', 'failed') AND (state = 'comparing') = (source IS NOT NULL)`)
@Check('portal_upload_days', 'last_day >= first_day')
@Unique('portal_upload_key', ['uploaded_by', 'idempotency_key'])
@Index('portal_upload_list', ['province', 'uploaded_at', 'id'])
export class PortalUploadRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'portal_upload_pkey' })
  id!: string;

  @Column('text')
  province!: string;

  @ForeignKey(() => AgencyRow, { name: 'portal_upload_agency_fkey' })
  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column('integer')
  first_day!: number;

  @Column('integer')
  last_day!: number;

  @Column('text')
  sha256!: string;

  @ForeignKey(() => StoredFileRow, { name: 'portal_upload_file_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  file_id!: string | null;

  @Column({ type: 'bytea', nullable: true, comment: 'The content, sealed, of a file as of a CSV.' })
  source!: Buffer | null;

  @ForeignKey(() => DataKeyRow, { name: 'portal_upload_key_ref_fkey' })
  @Column('text')
  key_ref!: string;

  @Column('json')
  columns!: unknown;

  @Column('text')
  state!: string;

  @Column({ type: 'integer', comment: 'Lines compared so far.' })
  done!: number;

  @Column({ type: 'integer', nullable: true, comment: 'Lines it has, once that is known.' })
  lines!: number | null;

  @Column({ type: 'integer', comment: 'How often its comparison was begun: what ends the process each time is given up.' })
  begun!: number;

  @Column({ type: 'json', nullable: true, comment: 'Why it cannot be read, cell by cell.' })
  faults!: unknown;

  @Column('text')
  uploaded_by!: string;

  @Column('bigint')
  uploaded_at!: number;

  @Column('text')
  idempotency_key!: string;

  @Column('text')
  request_hmac!: string;
}
