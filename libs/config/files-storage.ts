import { z } from 'zod';
import { httpUrl, missingOf } from './told-whole.js';

/** Where scans and results that belong to dossiers lie. */
export interface FilesStorage {
  /** An S3-compatible storage and the key to it; absent: they lie in the folder. */
  readonly filesStorage:
    | {
        readonly endpoint: string;
        readonly bucket: string;
        readonly region: string;
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
      }
    | undefined;
}

/** Variables of the storage, for the schema of the environment. */
export const STORAGE_SHAPE = {
  filesS3Endpoint: httpUrl.optional(),
  filesS3Bucket: z.string().min(1).optional(),
  filesS3Region: z.string().min(1).optional(),
  filesS3AccessKey: z.string().min(1).optional(),
  filesS3SecretKey: z.string().min(1).optional(),
} as const;
/** Names of these variables in the schema. */
export type StorageField = keyof typeof STORAGE_SHAPE;

/** Their names. */
export const STORAGE_VARIABLES: Readonly<Record<StorageField, string>> = {
  filesS3Endpoint: 'FILES_S3_ENDPOINT',
  filesS3Bucket: 'FILES_S3_BUCKET',
  filesS3Region: 'FILES_S3_REGION',
  filesS3AccessKey: 'FILES_S3_ACCESS_KEY',
  filesS3SecretKey: 'FILES_S3_SECRET_KEY',
};

/** What is missing where a part of the storage was told. */
export function halfToldStorage(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  return missingOf(STORAGE_VARIABLES, given, 'FILES_S3_*');
}

/** The storage where it was told whole. */
export function filesStorage({ filesS3Endpoint: endpoint, filesS3Bucket: bucket, filesS3Region: region, filesS3AccessKey: accessKeyId, filesS3SecretKey: secretAccessKey }: Readonly<Record<StorageField, string | undefined>>): FilesStorage {
  const isWhole = endpoint !== undefined && bucket !== undefined && region !== undefined && accessKeyId !== undefined && secretAccessKey !== undefined;
  return { filesStorage: isWhole ? { endpoint, bucket, region, accessKeyId, secretAccessKey } : undefined };
}
