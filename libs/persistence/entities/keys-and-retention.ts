import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DossierRow } from './dossier.js';

/** How far a new master key has come. */
@Entity({ name: 'key_rotation', comment: 'How far each new master key has come: the search index under it, added beside the former one, which goes last.' })
@Check('key_rotation_step', `step IN ('adding', 'added', 'removing', 'done')`)
export class KeyRotationRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'key_rotation_pkey' })
  fingerprint!: string;

  @Column('text')
  step!: string;

  @Column({ type: 'uuid', nullable: true })
  reached!: string | null;

  @Column('bigint')
  started_at!: number;

  @Column({ type: 'bigint', nullable: true })
  finished_at!: number | null;
}

/** A data key that was destroyed. */
@Entity({ name: 'retired_data_key', comment: 'Append-only: data keys destroyed when nothing was sealed under them any more; copies of what was are lost with them.' })
export class RetiredDataKeyRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'retired_data_key_pkey' })
  ref!: string;

  @Column('bigint')
  retired_at!: number;
}

/** A dossier past its retention. */
@Entity({ name: 'retention_due', comment: 'Closed dossiers whose personal data is past its retention, and who confirmed it first; gone once it is erased.' })
@Check('retention_due_confirmed', 'num_nulls(confirmed_at, confirmed_by, decision_number) IN (0, 3)')
@Index('retention_due_order', ['due_on', 'dossier_id'])
export class RetentionDueRow {
  @ForeignKey(() => DossierRow, { name: 'retention_due_dossier_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'retention_due_pkey' })
  dossier_id!: string;

  @Column('integer')
  due_on!: number;

  @Column('integer')
  years!: number;

  @Column('bigint')
  proposed_at!: number;

  @Column({ type: 'bigint', nullable: true })
  confirmed_at!: number | null;

  @Column({ type: 'text', nullable: true })
  confirmed_by!: string | null;

  @Column({ type: 'text', nullable: true })
  decision_number!: string | null;
}
