import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DossierRow } from './dossier.js';
import { CalendarVersionRow } from './rules.js';

/** An event of the ledger. `xact_id` is not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'dossier_event', comment: 'Append-only: the application may insert and select. payload holds exactly the hashed text.' })
@Unique('dossier_event_cause_unique', ['dossier_id', 'cause', 'ordinal'])
@Check('dossier_event_hash', `length(hash) = 64 AND hash !~ '[^0-9a-f]' AND length(prev_hash) = 64 AND prev_hash !~ '[^0-9a-f]'`)
@Check('dossier_event_seq', 'seq >= 1 AND ordinal >= 0')
@Index('dossier_event_officer', { synchronize: false })
@Index('dossier_event_ending', { synchronize: false })
@Index('dossier_event_recorded_late', { synchronize: false })
@Index('dossier_event_reaching_back', { synchronize: false })
@Index('dossier_event_counted', { synchronize: false })
@Index('dossier_event_retold', ['dossier_id'], { where: `type IN ('DossierReopened', 'DossierTransferred', 'DossierCancelled')` })
export class DossierEventRow {
  @ForeignKey(() => DossierRow, { name: 'dossier_event_dossier_id_fkey' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dossier_event_pk' })
  dossier_id!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'dossier_event_pk' })
  seq!: number;

  @Column('text')
  cause!: string;

  @Column('integer')
  ordinal!: number;

  @Column('text')
  type!: string;

  @Column('json')
  payload!: unknown;

  @Column('json')
  actor!: unknown;

  @Column('bigint')
  occurred_at!: number;

  @Column('bigint')
  recorded_at!: number;

  @ForeignKey(() => CalendarVersionRow, { name: 'dossier_event_calendar_snapshot_fkey' })
  @Column('text')
  calendar_snapshot!: string;

  @Column('text')
  prev_hash!: string;

  @Column('text')
  hash!: string;
}

/** A seal over events. Its two transaction numbers are not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'ledger_seal', comment: 'Append-only. Merkle roots over the events of closed transactions, each chained to the last.' })
@Index('ledger_seal_time', ['sealed_at', 'number'])
export class LedgerSealRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'ledger_seal_pkey' })
  number!: number;

  @Column('integer')
  events!: number;

  @Column('integer')
  dossiers!: number;

  @Column('text')
  root!: string;

  @Column('text')
  prev_hash!: string;

  @Column('text')
  hash!: string;

  @Column('bigint')
  sealed_at!: number;
}

/** The signature of the last seal of a day. */
@Entity({ name: 'ledger_seal_signature', comment: 'Append-only. Ed25519 signatures of the last seal of each local day, made once the day is over.' })
export class LedgerSealSignatureRow {
  @ForeignKey(() => LedgerSealRow, { name: 'ledger_seal_signature_number_fkey' })
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'ledger_seal_signature_pkey' })
  number!: number;

  @Column('text')
  signature!: string;

  @Column('text')
  signing_key!: string;

  @Column('bigint')
  signed_at!: number;
}

/** The hash of a list or report that was given out. `xact_id` is not mapped: TypeORM does not know `xid8`. */
@Entity({ name: 'sealed_document', comment: 'Append-only: hashes of the lists and reports that were given out, under the seals like those of events.' })
@Unique('sealed_document_unique', ['kind', 'key'])
@Check('sealed_document_kind', `kind IN ('morning-list', 'report-run')`)
@Check('sealed_document_hash', `length(hash) = 64 AND hash !~ '[^0-9a-f]'`)
export class SealedDocumentRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'sealed_document_pkey' })
  id!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  key!: string;

  @Column('text')
  hash!: string;

  @Column('bigint')
  made_at!: number;
}
