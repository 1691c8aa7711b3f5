import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DossierRow } from './dossier.js';

/** A wrapped data key of one agency and year. */
@Entity({ name: 'data_key' })
export class DataKeyRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'data_key_pkey' })
  ref!: string;

  @Column('bytea')
  wrapped!: Buffer;

  @Column('bigint')
  created_at!: number;
}

/** Encrypted personal data or free text of a dossier. */
@Entity({ name: 'personal_record', comment: 'Personal data and free text, encrypted; the ledger holds version and commitment only.' })
export class PersonalRecordRow {
  @ForeignKey(() => DossierRow, { name: 'personal_record_dossier_id_fkey', deferrable: 'INITIALLY DEFERRED' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'personal_record_pk' })
  dossier_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'personal_record_pk' })
  version!: number;

  @Column('text')
  kind!: string;

  @Column('bytea')
  ciphertext!: Buffer;

  @ForeignKey(() => DataKeyRow, { name: 'personal_record_key_ref_fkey' })
  @Column('text')
  key_ref!: string;
}

/** A keyed token under which a dossier is found. */
@Entity({ name: 'search_token', comment: 'Derived from personal records, some thirty rows a dossier: no foreign key, a token without its dossier finds nothing.' })
@Index('search_token_dossier', ['dossier_id'])
export class SearchTokenRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'search_token_pk' })
  scope_id!: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'search_token_pk' })
  token!: number;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'search_token_pk' })
  received_on!: number;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'search_token_pk' })
  dossier_id!: string;
}
