import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { AgencyRow } from './rules.js';

/** Personal data somebody was shown. */
@Entity({ name: 'access_log', comment: 'Append-only: who was shown personal data of which dossier, and when. No foreign key: a reader never locks what is read.' })
@Check('access_log_of', 'dossier_id IS NOT NULL OR object IS NOT NULL')
@Index('access_log_dossier', ['dossier_id', 'id'])
@Index('access_log_object', ['object', 'id'])
@Index('access_log_subject', ['subject', 'id'])
@Index('access_log_at', ['at'])
export class AccessLogRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'access_log_pkey' })
  id!: number;

  @Column('bigint')
  at!: number;

  @Column('text')
  subject!: string;

  @Column('text')
  role!: string;

  @Column('text')
  agency!: string;

  @Column('text')
  view!: string;

  @Column({ type: 'uuid', nullable: true })
  dossier_id!: string | null;

  @Column({ type: 'text', nullable: true })
  object!: string | null;

  @Column({ type: 'text', array: true })
  fields!: string[];

  @Column('uuid')
  request_id!: string;

  @Column('text')
  address_hmac!: string;
}

/** Everything held about one person, handed out. */
@Entity({ name: 'person_export', comment: 'Append-only: what was handed out of one person, to whom and why; never by which number.' })
@Check('person_export_known_by', `known_by IN ('id-number', 'phone')`)
@Check('person_export_reason', `reason IN ('person-asked', 'court', 'inspection', 'other-authority')`)
export class PersonExportRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'person_export_pkey' })
  id!: string;

  @Column('bigint')
  at!: number;

  @Column('text')
  subject!: string;

  @Column('text')
  role!: string;

  @ForeignKey(() => AgencyRow, { name: 'person_export_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('text')
  known_by!: string;

  @Column('text')
  reason!: string;

  @Column('text')
  document_number!: string;

  @Column('integer')
  dossiers!: number;
}
