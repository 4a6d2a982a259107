import { createHmac } from 'node:crypto';
import { z } from 'zod';

const tableImage = z.strictObject({
  name: z.string(),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
});

/** The first entry of a backup: where it comes from, and what its tables look like. */
export const manifestSchema = z.strictObject({
  kind: z.literal('manifest'),
  format: z.literal(1),
  version: z.string(),
  instanceName: z.string(),
  createdAt: z.string(),
  /** Tells whether the restored instance can still read what was sealed with the key of the first; never the key. */
  keyFingerprint: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), digest: z.string() })),
  tables: z.array(tableImage),
});

/** The first entry of a backup. */
export type Manifest = z.output<typeof manifestSchema>;

/** The last entry: what a restored instance must hold. */
export const summarySchema = z.strictObject({
  kind: z.literal('summary'),
  tables: z.record(z.string(), z.strictObject({ rows: z.number(), digest: z.string() })),
  sequences: z.record(z.string(), z.string().nullable()),
  files: z.number(),
  fileBytes: z.number(),
  /** Contents that a row names and that the store no longer holds as they were. */
  damagedFiles: z.array(z.string()),
});

/** The last entry of a backup. */
export type Summary = z.output<typeof summarySchema>;

/** Any entry of a backup. */
export const headerSchema = z.discriminatedUnion('kind', [
  manifestSchema,
  z.strictObject({ kind: z.literal('file'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ kind: z.literal('table'), name: z.string() }),
  summarySchema,
]);

/** Any entry of a backup. */
export type Header = z.output<typeof headerSchema>;

/** A mark of the secret key of an instance, that tells nothing of it. */
export function keyFingerprint(secretKey: Buffer): string {
  return createHmac('sha256', secretKey).update('hygie backup').digest('hex').slice(0, 16);
}
