import { CreateLedger1790000000001 } from './0001-ledger.js';
import { CreateWork1790000000002 } from './0002-work.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [CreateLedger1790000000001, CreateWork1790000000002];
