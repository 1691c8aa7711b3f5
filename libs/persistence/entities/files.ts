import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DossierRow } from './dossier.js';
import { DataKeyRow } from './personal.js';
import { AgencyRow } from './rules.js';

/** A file of a dossier, or evidence of an agency. */
@Entity({ name: 'stored_file', comment: 'What is known of a file; its encrypted content lies at location in the file store until erasure is carried out there.' })
@Check('stored_file_content', 'location IS NOT NULL OR erased_at IS NOT NULL')
@Check('stored_file_of', '(dossier_id IS NULL) <> (agency IS NULL)')
@Index('stored_file_dossier', ['dossier_id'])
@Index('stored_file_to_purge', ['erased_at'], { where: 'erased_at IS NOT NULL AND location IS NOT NULL' })
export class StoredFileRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'stored_file_pkey' })
  id!: string;

  @ForeignKey(() => DossierRow, { name: 'stored_file_dossier_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  dossier_id!: string | null;

  @ForeignKey(() => AgencyRow, { name: 'stored_file_agency_fkey' })
  @Column({ type: 'text', nullable: true, comment: 'Whose evidence it is, where it belongs to no dossier.' })
  agency!: string | null;

  @Column('text')
  sha256!: string;

  @Column('text')
  media_type!: string;

  @Column('integer')
  size!: number;

  @ForeignKey(() => DataKeyRow, { name: 'stored_file_key_ref_fkey' })
  @Column({ type: 'text', nullable: true })
  key_ref!: string | null;

  @Column({ type: 'text', nullable: true })
  location!: string | null;

  @Column('text')
  uploaded_by!: string;

  @Column('bigint')
  uploaded_at!: number;

  @Column({ type: 'bigint', nullable: true })
  erased_at!: number | null;
}

/** Who read a file when. */
@Entity({ name: 'file_access' })
@Index('file_access_file', ['file_id', 'at'])
export class FileAccessRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'file_access_pkey' })
  id!: number;

  @ForeignKey(() => StoredFileRow, { name: 'file_access_file_id_fkey' })
  @Column('uuid')
  file_id!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  role!: string;

  @Column('bigint')
  at!: number;
}
