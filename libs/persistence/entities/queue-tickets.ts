import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgencyRow } from './rules.js';

/** A number of somebody who waits at a desk. */
@Entity({ name: 'queue_ticket', comment: 'Numbers handed out at desks that have them switched on, from 1 each day and series. Days are those since 1970-01-01.' })
@Unique('queue_ticket_taken_unique', ['taken_by', 'taken_key'])
@Unique('queue_ticket_called_unique', ['called_by', 'called_key'])
@Check('queue_ticket_number', 'number >= 1')
@Check('queue_ticket_called', '((called_at IS NULL) = (at_window IS NULL)) AND ((called_at IS NULL) = (calls = 0))')
@Check('queue_ticket_ended', '((ended_at IS NULL) = (outcome IS NULL)) AND (ended_at IS NULL OR called_at IS NOT NULL)')
@Check('queue_ticket_outcome', `outcome IN ('served', 'skipped')`)
@Index('queue_ticket_waiting', ['agency', 'day', 'taken_at', 'series', 'number'], { where: 'called_at IS NULL' })
export class QueueTicketRow {
  @ForeignKey(() => AgencyRow, { name: 'queue_ticket_agency_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'queue_ticket_pkey' })
  agency!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'queue_ticket_pkey' })
  day!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'queue_ticket_pkey' })
  series!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'queue_ticket_pkey' })
  number!: number;

  @Column('bigint')
  taken_at!: number;

  @Column('text')
  taken_by!: string;

  @Column('text')
  taken_key!: string;

  @Column({ type: 'bigint', nullable: true, comment: 'The last call; calls counts them.' })
  called_at!: number | null;

  @Column({ type: 'text', nullable: true })
  called_by!: string | null;

  @Column({ type: 'text', nullable: true })
  called_key!: string | null;

  @Column({ type: 'integer', nullable: true })
  at_window!: number | null;

  @Column({ type: 'integer', default: 0 })
  calls!: number;

  @Column({ type: 'bigint', nullable: true })
  ended_at!: number | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;
}
