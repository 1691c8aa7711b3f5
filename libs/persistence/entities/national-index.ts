import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of the national index. */
@Entity({ name: 'national_index_scheme', comment: 'Groups, components and points of index 766 as far as they are known, every version ever; the last is in force.' })
@Check('national_index_scheme_version', 'version >= 1')
export class NationalIndexSchemeRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'national_index_scheme_pk' })
  version!: number;

  @Column('json')
  content!: unknown;

  @Column('bigint')
  published_at!: number;

  @Column('text')
  published_by!: string;
}
