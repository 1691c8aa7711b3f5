import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { DossierRow } from './dossier.js';

/** How often something was asked in a span of time. */
@Entity({ name: 'public_window', comment: 'How often the public pages were asked in a span of time. Keys are keyed hashes of addresses and codes: neither is kept.' })
@Index('public_window_over', ['ends_at'])
export class PublicWindowRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'public_window_pkey' })
  key!: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'public_window_pkey' })
  begins_at!: number;

  @Column('bigint')
  ends_at!: number;

  @Column('integer')
  hits!: number;
}

/** Who proved to know a dossier. */
@Entity({ name: 'public_session', comment: 'Who proved to know a dossier, for some minutes; the token itself is kept by whoever got it alone.' })
@Check('public_session_opens', `opens IN ('look-up', 'letters')`)
@Check('public_session_proved', `proved_by IS NULL OR proved_by IN ('one-time-code', 'sign-in') AND opens = 'letters'`)
@Index('public_session_over', ['expires_at'])
export class PublicSessionRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'public_session_pkey' })
  token_hash!: string;

  @ForeignKey(() => DossierRow, { name: 'public_session_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  opens!: string;

  @Column('bigint')
  expires_at!: number;

  @Column({ type: 'text', nullable: true })
  proved_by!: string | null;
}

/** A one-time code on its way to the contact of a dossier. */
@Entity({ name: 'public_letter_code', comment: 'One-time codes sent to the contact of a dossier, as keyed hashes.' })
@Index('public_letter_code_dossier', ['dossier_id', 'expires_at'])
@Index('public_letter_code_over', ['expires_at'])
export class PublicLetterCodeRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'public_letter_code_pkey' })
  id!: string;

  @ForeignKey(() => DossierRow, { name: 'public_letter_code_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  code_hmac!: string;

  @Column('bigint')
  expires_at!: number;

  @Column('integer')
  tries!: number;

  @Column({ type: 'bigint', nullable: true })
  used_at!: number | null;
}

/** A letter somebody opened on the public page. */
@Entity({ name: 'public_letter_access', comment: 'Append-only: letters opened on the public page, each time.' })
@Index('public_letter_access_dossier', ['dossier_id', 'at'])
@Check('public_letter_access_proved', `proved_by IN ('one-time-code', 'sign-in')`)
export class PublicLetterAccessRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'public_letter_access_pkey' })
  id!: number;

  @ForeignKey(() => DossierRow, { name: 'public_letter_access_dossier_id_fkey' })
  @Column('uuid')
  dossier_id!: string;

  @Column('text')
  letter_key!: string;

  @Column('bigint')
  at!: number;

  @Column({ type: 'text', nullable: true })
  proved_by!: string | null;
}
