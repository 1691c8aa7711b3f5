import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who does which long work. */
@Entity({ name: 'work_lease', comment: 'Who does work that one process at a time may do and that lasts longer than a transaction should; a holder that died is followed when its lease is over.' })
export class WorkLeaseRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'work_lease_pkey' })
  work!: string;

  @Column('uuid')
  holder!: string;

  @Column('bigint')
  lease_until!: number;
}
