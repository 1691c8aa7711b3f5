import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A restore to an instant. */
@Entity({ name: 'restoration', comment: "The protocol of restores: each begins another incarnation of the installation, whose number is the row's." })
@Check('restoration_number', 'number >= 1')
@Check('restoration_gaps', 'code_gap >= 1 AND number_gap >= 1')
@Check('restoration_order', 'known_until <= restored_at')
@Check('restoration_root', '(root_day IS NULL) = (root_seal IS NULL)')
export class RestorationRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'restoration_pkey' })
  number!: number;

  @Column('text')
  backup!: string;

  @Column({ type: 'bigint', nullable: true, comment: 'The instant asked for; null: as far as the log reached.' })
  target_at!: number | null;

  @Column({ type: 'bigint', comment: 'Nothing that happened later is known here.' })
  known_until!: number;

  @Column('bigint')
  restored_at!: number;

  @Column({ type: 'text', nullable: true })
  root_day!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Number and hash of the last published root the ledger was held against; null: none was at hand.' })
  root_seal!: string | null;

  @Column('integer')
  code_gap!: number;

  @Column('integer')
  number_gap!: number;

  @Column('integer')
  letters_held!: number;

  @Column('integer')
  messages_held!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'When all workflows from before were ended, so that those of now start from the database.' })
  workflows_ended_at!: number | null;

  @Column({ type: 'bigint', nullable: true, comment: 'When message gateway and national portal had been asked what they know.' })
  asked_at!: number | null;
}

/** A range of codes or numbers passed over. */
@Entity({ name: 'restoration_jump', comment: 'Ranges no code or number is given from any more: the lost window may have.' })
@Check('restoration_jump_kind', `kind IN ('dossier-code', 'case-code', 'document-number')`)
@Check('restoration_jump_range', 'first >= 1 AND first <= last')
export class RestorationJumpRow {
  @ForeignKey(() => RestorationRow, { name: 'restoration_jump_restoration_fkey' })
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'restoration_jump_pkey' })
  restoration!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'restoration_jump_pkey' })
  kind!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'restoration_jump_pkey' })
  series!: string;

  @Column('integer')
  first!: number;

  @Column('integer')
  last!: number;
}

/** Something known outside and not here. */
@Entity({ name: 'restoration_finding', comment: 'What is known outside and not here, for people to enter again. Codes and keys, nothing of a person.' })
@Check('restoration_finding_kind', `kind IN ('dossier-unknown', 'dossier-ahead', 'letter-left', 'file-missing', 'erasure-undone')`)
export class RestorationFindingRow {
  @ForeignKey(() => RestorationRow, { name: 'restoration_finding_restoration_fkey' })
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'restoration_finding_pkey' })
  restoration!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'restoration_finding_pkey' })
  kind!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'restoration_finding_pkey' })
  subject!: string;

  @Column('text')
  detail!: string;

  @Column('bigint')
  found_at!: number;
}
