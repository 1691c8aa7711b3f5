import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of this migration whose rows are only added to, with the columns filled in later, once. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  catalogue_change: [],
  exchange_import: ['applied_at', 'applied_by', 'outcome'],
};

/** Who changed what of the catalogue by hand, catalogues carried from one installation to another, and where a series of numbers begins. */
export class AddAdministration1790000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exchange_import (
        id uuid CONSTRAINT exchange_import_pkey PRIMARY KEY,
        province text NOT NULL CONSTRAINT exchange_import_province_fkey REFERENCES agency,
        content_hash text NOT NULL,
        content json NOT NULL,
        uploaded_at bigint NOT NULL,
        uploaded_by text NOT NULL,
        request_key text NOT NULL,
        request_hash text NOT NULL,
        applied_at bigint,
        applied_by text,
        outcome json,
        CONSTRAINT exchange_import_request UNIQUE (uploaded_by, request_key),
        CONSTRAINT exchange_import_applied CHECK ((applied_at IS NULL) = (applied_by IS NULL) AND (applied_at IS NULL) = (outcome IS NULL))
      );
      COMMENT ON TABLE exchange_import IS 'Catalogues exported elsewhere, as they were uploaded, with what was applied of them.';
      COMMENT ON COLUMN exchange_import.content_hash IS 'SHA-256 over the canonical text of its parts, as the file itself states it.';
      CREATE INDEX exchange_import_order ON exchange_import (province, uploaded_at, id);

      CREATE TABLE catalogue_change (
        number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT catalogue_change_pkey PRIMARY KEY,
        subject text NOT NULL,
        code text NOT NULL,
        version integer,
        before json,
        after json NOT NULL,
        changed_at bigint NOT NULL,
        changed_by text NOT NULL,
        request_key text,
        request_hash text,
        import_id uuid CONSTRAINT catalogue_change_import_fkey REFERENCES exchange_import,
        CONSTRAINT catalogue_change_request UNIQUE (changed_by, request_key),
        CONSTRAINT catalogue_change_subject CHECK (subject IN ('agency', 'procedure', 'settings', 'number-series')),
        CONSTRAINT catalogue_change_keyed CHECK ((request_key IS NULL) = (request_hash IS NULL) AND (request_key IS NOT NULL OR import_id IS NOT NULL))
      );
      COMMENT ON TABLE catalogue_change IS 'What people changed of the catalogue, one row a change, with what stood before and after it.';
      COMMENT ON COLUMN catalogue_change.version IS 'The version that was published; null for what has no versions.';
      CREATE INDEX catalogue_change_code ON catalogue_change (subject, code, number);

      ALTER TABLE document_counter ADD COLUMN begun integer NOT NULL DEFAULT 0;
      COMMENT ON COLUMN document_counter.begun IS 'Last number of the agency''s own register before the engine gave the first.';

      GRANT SELECT, INSERT ON exchange_import, catalogue_change TO dunghan_app;
      GRANT UPDATE (applied_at, applied_by, outcome) ON exchange_import TO dunghan_app;
    `);
    for (const [table, columns] of Object.entries(KEPT)) {
      const guard = columns.length === 0 ? 'refuse_rewrite()' : `refuse_other_changes(${columns.map((column) => `'${column}'`).join(', ')})`;
      await runner.query(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${guard}`);
      await runner.query(`CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite()`);
    }
    // Text stands for json, which knows no equality.
    const refused = (KEPT['exchange_import'] ?? []).map((column) => `(OLD.${column} IS NOT NULL AND NEW.${column}::text IS DISTINCT FROM OLD.${column}::text)`);
    await runner.query(`CREATE TRIGGER exchange_import_changed_once BEFORE UPDATE ON exchange_import FOR EACH ROW WHEN (${refused.join(' OR ')}) EXECUTE FUNCTION refuse_rewrite()`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Who changed what of the catalogue would be lost: restore a backup instead'));
  }
}
