import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under which authority a register was closed, and the document number it took then. Registers closed before keep neither. */
export class AddRegisterSignature1790000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE register
        ADD COLUMN signed_authority uuid CONSTRAINT register_signed_authority_fkey REFERENCES signing_authority,
        ADD COLUMN signed_capacity text,
        ADD COLUMN document_number text,
        ADD CONSTRAINT register_signature CHECK ((signed_authority IS NULL) = (signed_capacity IS NULL) AND (signed_authority IS NULL) = (document_number IS NULL)
          AND (signed_authority IS NULL OR state = 'closed'));
      COMMENT ON COLUMN register.signed_authority IS 'The authority it was closed under; null while it is open, and where it was closed before closings were signed.';

      CREATE FUNCTION refuse_unsigned_closing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'register % is closed by a signature only', NEW.id USING ERRCODE = 'check_violation';
      END $$;
      CREATE TRIGGER register_signed BEFORE INSERT OR UPDATE ON register FOR EACH ROW WHEN (NEW.state = 'closed' AND NEW.signed_authority IS NULL) EXECUTE FUNCTION refuse_unsigned_closing();
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Closed registers bear these signatures and numbers: restore a backup instead'));
  }
}
