import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgencyRow } from './rules.js';

/** A scenario somebody asks about, and what it came to. */
@Entity({ name: 'what_if_request', comment: 'Scenarios somebody asks about. Advice only: nothing of it is in the ledger or the figures, and it is deleted some days after it was made.' })
@Unique('what_if_request_key_unique', ['requested_by', 'idempotency_key'])
@Check('what_if_request_days', 'last_day >= first_day')
@Check('what_if_request_state', `state IN ('waiting', 'running', 'done', 'failed')`)
@Check('what_if_request_lease', `(state = 'running') = (leased_until IS NOT NULL)`)
@Check('what_if_request_answer', `(state = 'done') = (answer IS NOT NULL)`)
@Index('what_if_request_list', ['requested_by', 'requested_at', 'id'])
@Index('what_if_request_open', ['requested_at'], { where: `state IN ('waiting', 'running')` })
@Index('what_if_request_old', ['finished_at'], { where: 'finished_at IS NOT NULL' })
export class WhatIfRequestRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'what_if_request_pkey' })
  id!: string;

  @Column('text')
  province!: string;

  @ForeignKey(() => AgencyRow, { name: 'what_if_request_agency_fkey' })
  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column('integer')
  first_day!: number;

  @Column('integer')
  last_day!: number;

  @Column('json')
  scenario!: object;

  @Column('text')
  requested_by!: string;

  @Column('bigint')
  requested_at!: number;

  @Column('text')
  idempotency_key!: string;

  @Column('text')
  request_hash!: string;

  @Column('text')
  state!: string;

  @Column('integer')
  attempt!: number;

  @Column({ type: 'bigint', nullable: true, comment: 'Until when whoever computes it is believed to live; then another begins it anew.' })
  leased_until!: number | null;

  @Column({ type: 'integer', nullable: true })
  dossiers!: number | null;

  @Column({ type: 'integer', comment: 'Dossiers replayed so far, of dossiers.' })
  done!: number;

  @Column({ type: 'bigint', nullable: true })
  finished_at!: number | null;

  @Column({ type: 'json', nullable: true })
  answer!: object | null;
}

/** A dossier that changes side under one assumption. */
@Entity({ name: 'what_if_dossier', comment: 'Dossiers that would be counted on the other side of the late rate, by assumption.' })
@Check('what_if_dossier_assumption', `assumption IN ('keptMoments', 'keptWork')`)
@Check('what_if_dossier_side', `side IN ('late', 'in-time')`)
export class WhatIfDossierRow {
  @ForeignKey(() => WhatIfRequestRow, { name: 'what_if_dossier_request_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'what_if_dossier_pkey' })
  request_id!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'what_if_dossier_pkey' })
  assumption!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'what_if_dossier_pkey' })
  place!: number;

  @Column('text')
  code!: string;

  @Column('text')
  agency!: string;

  @Column('text')
  procedure_code!: string;

  @Column('text')
  side!: string;

  @Column({ type: 'bigint', nullable: true })
  due_before!: number | null;

  @Column({ type: 'bigint', nullable: true })
  due_after!: number | null;

  @Column({ type: 'bigint', nullable: true })
  ended_before!: number | null;

  @Column({ type: 'bigint', nullable: true })
  ended_after!: number | null;
}
