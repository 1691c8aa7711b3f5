import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DeadlineCaseRow } from './cases.js';
import { AgencyRow } from './rules.js';

/** An announcement decision. */
@Entity({ name: 'announcement', comment: 'Announcement decisions as their cases fold; a correction changes the row, the ledger keeps both.' })
@Unique('announcement_number_once', ['issuer', 'number', 'signed_year'])
@Unique('announcement_request', ['entered_by', 'request_key'])
@Check('announcement_level', `level IN ('ministry', 'province')`)
@Index('announcement_signed', ['signed_on', 'case_id'])
export class AnnouncementRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'announcement_case_id_fkey', deferrable: 'INITIALLY DEFERRED' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'announcement_pkey' })
  case_id!: string;

  @Column('text')
  number!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  level!: string;

  @Column('text')
  signed_on!: string;

  @Column({ type: 'integer', comment: 'Numbers of documents begin again each year.' })
  signed_year!: number;

  @Column('text')
  effective_on!: string;

  @Column('boolean')
  fast_track!: boolean;

  @Column('text')
  lead_decree!: string;

  @Column('text')
  lead_index!: string;

  @Column({ type: 'text', comment: `Who entered it first; a correction is another person's.` })
  entered_by!: string;

  @Column('text')
  request_key!: string;

  @Column('text')
  request_hash!: string;
}

/** One line of a decision. */
@Entity({ name: 'announced_item', comment: 'One line of a decision, with the publication that carries it.' })
@Check('announced_item_kind', `kind IN ('procedure', 'group')`)
@Check('announced_item_change', `change IN ('new', 'amended', 'repealed')`)
@Index('announced_item_once', ['announcement_id', 'kind', 'code', 'version', 'change'], { unique: true, where: 'NOT withdrawn' })
@Index('announced_item_subject', ['kind', 'code'])
export class AnnouncedItemRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'announced_item_case_id_fkey', deferrable: 'INITIALLY DEFERRED' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'announced_item_pkey' })
  case_id!: string;

  @ForeignKey(() => AnnouncementRow, { name: 'announced_item_announcement_id_fkey' })
  @Column('uuid')
  announcement_id!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  code!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  change!: string;

  @Column({ type: 'text', array: true, comment: 'Where it has to be posted: the clocks of its case, begun or not.' })
  places!: string[];

  @Column({ type: 'boolean', comment: 'The corrected decision does not name it.' })
  withdrawn!: boolean;
}

/** What an agency keeps posted beside its procedures. */
@Entity({ name: 'posted_item', comment: 'What an agency keeps posted beside its procedures; renewed in the same case when it changes.' })
@Unique('posted_item_once', ['agency', 'item'])
@Check('posted_item_item', `item IN ('hotline', 'feedback-rules')`)
export class PostedItemRow {
  @ForeignKey(() => DeadlineCaseRow, { name: 'posted_item_case_id_fkey', deferrable: 'INITIALLY DEFERRED' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'posted_item_pkey' })
  case_id!: string;

  @ForeignKey(() => AgencyRow, { name: 'posted_item_agency_fkey' })
  @Column('text')
  agency!: string;

  @Column('text')
  item!: string;

  @Column('text')
  changed_on!: string;
}
