import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { StoredFileRow } from './files.js';
import { DataKeyRow } from './personal.js';
import { AgencyRow } from './rules.js';

/** A version of a set of criteria. */
@Entity({ name: 'par_catalogue', comment: 'Sets of criteria as far as they are known, every version ever; the last of a code is in force.' })
@Check('par_catalogue_version', 'version >= 1')
export class ParCatalogueRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'par_catalogue_pk' })
  code!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'par_catalogue_pk' })
  version!: number;

  @Column('json')
  content!: unknown;

  @Column('bigint')
  published_at!: number;

  @Column('text')
  published_by!: string;
}

/** A score sheet. */
@Entity({ name: 'par_sheet', comment: 'Score sheets, one an agency and year: what is listed of their events, and the lock of their writers.' })
@Unique('par_sheet_year_unique', ['agency', 'year'])
export class ParSheetRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'par_sheet_pkey' })
  id!: string;

  @ForeignKey(() => AgencyRow, { name: 'par_sheet_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('integer')
  year!: number;

  @Column('text')
  catalogue!: string;

  @Column({ type: 'text', comment: 'The assigned task that watches its deadline.' })
  case_code!: string;

  @Column({ type: 'bigint', nullable: true })
  submitted_at!: number | null;

  @Column('integer')
  last_seq!: number;

  @Column('text')
  last_hash!: string;
}

/** An event of a score sheet. */
@Entity({ name: 'par_sheet_event', comment: 'Append-only: who entered, changed, confirmed and submitted what. payload holds exactly the hashed text.' })
@Unique('par_sheet_event_cause_unique', ['sheet_id', 'cause', 'ordinal'])
@Check('par_sheet_event_seq', 'seq >= 1 AND ordinal >= 0')
export class ParSheetEventRow {
  @ForeignKey(() => ParSheetRow, { name: 'par_sheet_event_sheet_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'par_sheet_event_pk' })
  sheet_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'par_sheet_event_pk' })
  seq!: number;

  @Column('text')
  cause!: string;

  @Column('integer')
  ordinal!: number;

  @Column('text')
  type!: string;

  @Column('json')
  payload!: unknown;

  @Column('json')
  actor!: unknown;

  @Column('bigint')
  occurred_at!: number;

  @Column('bigint')
  recorded_at!: number;

  @Column('text')
  calendar_snapshot!: string;

  @Column('text')
  prev_hash!: string;

  @Column('text')
  hash!: string;
}

/** What is said of a row in words. */
@Entity({ name: 'par_sheet_text', comment: 'Basis, explanation, reason and titles of files of a row, encrypted; the event holds version and commitment only.' })
export class ParSheetTextRow {
  @ForeignKey(() => ParSheetRow, { name: 'par_sheet_text_sheet_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'par_sheet_text_pk' })
  sheet_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'par_sheet_text_pk' })
  version!: number;

  @Column('bytea')
  ciphertext!: Buffer;

  @ForeignKey(() => DataKeyRow, { name: 'par_sheet_text_key_ref_fkey' })
  @Column('text')
  key_ref!: string;
}

/** A file of a score sheet. */
@Entity({ name: 'par_evidence', comment: 'To which score sheet a stored file belongs.' })
@Index('par_evidence_sheet', ['sheet_id'])
export class ParEvidenceRow {
  @ForeignKey(() => StoredFileRow, { name: 'par_evidence_file_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'par_evidence_pkey' })
  file_id!: string;

  @ForeignKey(() => ParSheetRow, { name: 'par_evidence_sheet_id_fkey' })
  @Column('uuid')
  sheet_id!: string;
}

/** Targets read from a plan. */
@Entity({ name: 'par_target_import', comment: 'Append-only: what was read from a plan, line by line, with what could not be read or matched.' })
@ForeignKey(() => ParCatalogueRow, ['catalogue', 'version'], ['code', 'version'], { name: 'par_target_import_catalogue' })
@Index('par_target_import_scope', ['agency', 'year', 'imported_at'])
export class ParTargetImportRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'par_target_import_pkey' })
  id!: string;

  @ForeignKey(() => AgencyRow, { name: 'par_target_import_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('integer')
  year!: number;

  @Column('text')
  catalogue!: string;

  @Column('integer')
  version!: number;

  @Column('json')
  lines!: unknown;

  @Column('bigint')
  imported_at!: number;

  @Column('text')
  imported_by!: string;
}

/** What a person said of a line of a plan. */
@Entity({ name: 'par_target_assignment', comment: 'Append-only: to which criterion a person says a line belongs, and its points in hundredths; the last one holds.' })
@Check('par_target_assignment_points', 'target BETWEEN 0 AND maximum')
@Index('par_target_assignment_line', ['import_id', 'line', 'id'])
export class ParTargetAssignmentRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'par_target_assignment_pkey' })
  id!: number;

  @ForeignKey(() => ParTargetImportRow, { name: 'par_target_assignment_import_id_fkey' })
  @Column('uuid')
  import_id!: string;

  @Column('integer')
  line!: number;

  @Column('text')
  criterion!: string;

  @Column('integer')
  target!: number;

  @Column('integer')
  maximum!: number;

  @Column('bigint')
  assigned_at!: number;

  @Column('text')
  assigned_by!: string;
}

/** A write under its key. */
@Entity({ name: 'par_request', comment: 'Writes about the PAR INDEX by their keys, each with what it came to.' })
export class ParRequestRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'par_request_pk' })
  actor_subject!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'par_request_pk' })
  idempotency_key!: string;

  @Column('text')
  request_hmac!: string;

  @Column('json')
  result!: unknown;

  @Column('bigint')
  accepted_at!: number;
}
