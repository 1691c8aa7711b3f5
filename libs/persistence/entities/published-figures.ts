import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { LedgerSealRow } from './ledger.js';
import { DataKeyRow } from './personal.js';

/** The figures of a closed period as published; its transaction number is not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'published_figure', comment: 'Append-only: the figures of a closed period as published, in numbered editions. document holds exactly the hashed text; seals cover the hash like that of an event.' })
@Unique('published_figure_edition_unique', ['province', 'agency', 'procedure_code', 'field_code', 'channel', 'first_day', 'last_day', 'edition'])
@Check('published_figure_days', 'first_day <= last_day')
@Check('published_figure_edition', 'edition >= 1')
@Check('published_figure_hash', `length(hash) = 64 AND hash !~ '[^0-9a-f]' AND length(prev_hash) = 64 AND prev_hash !~ '[^0-9a-f]'`)
@Index('published_figure_list', ['province', 'published_at', 'id'])
export class PublishedFigureRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'published_figure_pkey' })
  id!: string;

  @Column('text')
  province!: string;

  @Column({ type: 'text', comment: 'Empty, as are the other dimensions, where the scope leaves it open.' })
  agency!: string;

  @Column('text')
  procedure_code!: string;

  @Column('text')
  field_code!: string;

  @Column('text')
  channel!: string;

  @Column('integer')
  first_day!: number;

  @Column('integer')
  last_day!: number;

  @Column('integer')
  edition!: number;

  @ForeignKey(() => LedgerSealRow, { name: 'published_figure_seal_fkey' })
  @Column('integer')
  seal_number!: number;

  @Column('json')
  document!: unknown;

  @Column('text')
  prev_hash!: string;

  @Column('text')
  hash!: string;

  @Column('text')
  published_by!: string;

  @Column('bigint')
  published_at!: number;
}

/** A published period that two persons reopened. */
@Entity({ name: 'figure_reopening', comment: 'Who reopened a published period and which second person confirmed it; then the next edition may be published beside it.' })
@Check('figure_reopening_confirmed', '(confirmed_by IS NULL) = (confirmed_at IS NULL)')
@Check('figure_reopening_two_persons', 'confirmed_by <> requested_by')
export class FigureReopeningRow {
  @ForeignKey(() => PublishedFigureRow, { name: 'figure_reopening_published_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'figure_reopening_pkey' })
  published_id!: string;

  @Column('text')
  reason!: string;

  @Column('text')
  requested_by!: string;

  @Column('bigint')
  requested_at!: number;

  @Column({ type: 'text', nullable: true })
  confirmed_by!: string | null;

  @Column({ type: 'bigint', nullable: true })
  confirmed_at!: number | null;
}

/** A report made by schedule. */
@Entity({ name: 'report_run', comment: 'Append-only: a report made by schedule, once a period and scope, and the publication it was made with.' })
@Unique('report_run_unique', ['report', 'province', 'agency', 'first_day', 'last_day'])
@Check('report_run_days', 'first_day <= last_day')
@Index('report_run_list', ['province', 'due_at', 'id'])
export class ReportRunRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'report_run_pkey' })
  id!: string;

  @Column('text')
  report!: string;

  @Column('text')
  province!: string;

  @Column('text')
  agency!: string;

  @Column('integer')
  first_day!: number;

  @Column('integer')
  last_day!: number;

  @Column('bigint')
  due_at!: number;

  @Column('bigint')
  made_at!: number;

  @Column('text')
  figures_hash!: string;

  @ForeignKey(() => PublishedFigureRow, { name: 'report_run_published_figure_fkey' })
  @Column({ type: 'uuid', nullable: true })
  published_figure!: string | null;
}

/** A file of such a report. */
@Entity({ name: 'report_file', comment: 'Append-only: the files of a report, encrypted in the file store.' })
@Unique('report_file_format_unique', ['run_id', 'format'])
export class ReportFileRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'report_file_pkey' })
  id!: string;

  @ForeignKey(() => ReportRunRow, { name: 'report_file_run_id_fkey' })
  @Column('uuid')
  run_id!: string;

  @Column('text')
  format!: string;

  @Column('text')
  name!: string;

  @Column('text')
  media_type!: string;

  @Column('text')
  sha256!: string;

  @Column('integer')
  size!: number;

  @ForeignKey(() => DataKeyRow, { name: 'report_file_key_ref_fkey' })
  @Column('text')
  key_ref!: string;

  @Column('text')
  location!: string;
}
