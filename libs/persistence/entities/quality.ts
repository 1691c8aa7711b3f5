import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DataKeyRow } from './personal.js';
import { AgencyRow } from './rules.js';

/** That a head opened an officer's evaluation sheet. */
@Entity({ name: 'evaluation_access', comment: 'Append-only: which head opened whose evaluation sheet of which period, and when.' })
@Check('evaluation_access_part', `part IN ('sheet', 'dossiers', 'pdf')`)
@Index('evaluation_access_officer', ['officer', 'id'])
export class EvaluationAccessRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'evaluation_access_pkey' })
  id!: number;

  @Column('text')
  officer!: string;

  @Column('text')
  period!: string;

  @Column('text')
  part!: string;

  @Column('text')
  opened_by!: string;

  @ForeignKey(() => AgencyRow, { name: 'evaluation_access_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('bigint')
  at!: number;
}

/** A satisfaction survey of an agency and year. */
@Entity({ name: 'sipas_survey', comment: 'Append-only: satisfaction surveys as counted from their files; the last of an agency and year holds.' })
@Unique('sipas_survey_key_unique', ['entered_by', 'idempotency_key'])
@Check('sipas_survey_format', `format IN ('xlsx', 'csv')`)
@Index('sipas_survey_year', ['agency', 'year', 'entered_at'])
export class SipasSurveyRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'sipas_survey_pkey' })
  id!: string;

  @ForeignKey(() => AgencyRow, { name: 'sipas_survey_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('integer')
  year!: number;

  @Column('text')
  format!: string;

  @Column('text')
  sha256!: string;

  @Column({ type: 'bytea', comment: 'The file itself, sealed: answers may hold words of people.' })
  content!: Buffer;

  @ForeignKey(() => DataKeyRow, { name: 'sipas_survey_key_ref_fkey' })
  @Column('text')
  key_ref!: string;

  @Column('json')
  results!: unknown;

  @Column('text')
  entered_by!: string;

  @Column('bigint')
  entered_at!: number;

  @Column('text')
  idempotency_key!: string;

  @Column('text')
  request_hmac!: string;
}

/** What the ledger of an ended dossier tells for quality scores. */
@Entity({ name: 'quality_fact', comment: 'What the ledger of an ended dossier tells for quality scores, as of one of its events: told anew where the ledger goes on. No score of anybody.' })
export class QualityFactRow {
  @ForeignKey(() => DossierRow, { name: 'quality_fact_dossier_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'quality_fact_pkey' })
  dossier_id!: string;

  @Column('integer')
  of_seq!: number;

  @Column({ type: 'integer', comment: 'The rule of the program it was told by; by another it is told anew.' })
  rule!: number;

  @Column({ type: 'json', nullable: true, comment: 'Absent where there is nothing to judge.' })
  content!: unknown;
}

/** How far quality facts are kept; its transaction number is not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'quality_cursor', comment: 'One row. Quality facts of every dossier that ended by a transaction before until_xact are kept.' })
@Check('quality_cursor_single', 'single')
export class QualityCursorRow {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'quality_cursor_pkey' })
  single!: boolean;
}
