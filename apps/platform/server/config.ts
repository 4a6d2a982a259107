import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };

/** How this instance was told to run. The only place that reads the environment. */
export interface Config {
  mode: 'evaluation' | 'production';
  port: number;
  host: string;
  dataFolder: string;
  /** Absent in evaluation: the platform then runs its own PostgreSQL under `dataFolder`. */
  databaseUrl: string | undefined;
  publicUrl: URL;
  smtpUrl: string | undefined;
  mailFrom: string;
  instanceName: string;
  secretKey: Buffer;
  /** How many proxies in front are trusted to append to X-Forwarded-For. */
  trustedProxies: number;
  logLevel: string;
  version: string;
  /** Flags of the embedded PostgreSQL, for tests and measures. */
  postgresFlags: string[];
  demonstration: boolean;
  /** Passphrase of `hygie backup` and `hygie restore`; they also read it from a file. */
  backupPassphrase: string | undefined;
  /** What a monitoring elsewhere shows to read /metrics; absent: this machine alone reads them. */
  metricsToken: string | undefined;
}

const environment = z.object({
  HYGIE_MODE: z.enum(['evaluation', 'production']).default('evaluation'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  HYGIE_DATA: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  HYGIE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  HYGIE_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  HYGIE_MAIL_FROM: z.string().min(3).optional(),
  HYGIE_INSTANCE_NAME: z.string().min(1).default('Hygie'),
  HYGIE_SECRET_KEY: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  HYGIE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  HYGIE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HYGIE_POSTGRES_FLAGS: z.string().default(''),
  HYGIE_DEMONSTRATION: z.enum(['yes', 'no']).default('yes'),
  HYGIE_BACKUP_PASSPHRASE: z.string().optional(),
  HYGIE_METRICS_TOKEN: z.string().regex(/^[\w.~+/=-]{32,200}$/, { error: '32 to 200 characters that a bearer token may hold' }).optional(),
});

const neededInProduction = [
  'DATABASE_URL',
  'HYGIE_PUBLIC_URL',
  'HYGIE_SMTP_URL',
  'HYGIE_MAIL_FROM',
  'HYGIE_SECRET_KEY',
] as const;

/** A start refused for its settings: each line names one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings. In production every secret must be given; throws `ConfigError` naming each missing one. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const values = parsed.data;
  const production = values.HYGIE_MODE === 'production';
  const missing = production ? neededInProduction.filter((name) => values[name] === undefined) : [];
  if (missing.length > 0) {
    throw new ConfigError(missing.map((name) => `${name} is missing (required in production)`).join('\n'));
  }
  const dataFolder = resolve(values.HYGIE_DATA);
  return {
    mode: values.HYGIE_MODE,
    port: values.PORT,
    host: values.HOST,
    dataFolder,
    databaseUrl: values.DATABASE_URL,
    publicUrl: new URL(values.HYGIE_PUBLIC_URL ?? `http://localhost:${values.PORT}`),
    smtpUrl: values.HYGIE_SMTP_URL,
    mailFrom: values.HYGIE_MAIL_FROM ?? 'Hygie <hygie@evaluation.invalid>',
    instanceName: values.HYGIE_INSTANCE_NAME,
    secretKey: values.HYGIE_SECRET_KEY ? Buffer.from(values.HYGIE_SECRET_KEY, 'hex') : ownKey(dataFolder),
    trustedProxies: values.HYGIE_TRUSTED_PROXIES,
    logLevel: values.HYGIE_LOG_LEVEL,
    version: packageJson.version,
    postgresFlags: values.HYGIE_POSTGRES_FLAGS.split(' ').filter(Boolean).flatMap((flag) => ['-c', flag]),
    demonstration: !production && values.HYGIE_DEMONSTRATION === 'yes',
    backupPassphrase: values.HYGIE_BACKUP_PASSPHRASE,
    metricsToken: values.HYGIE_METRICS_TOKEN,
  };
}

/** Evaluation makes its key once and keeps it beside its data. */
function ownKey(dataFolder: string): Buffer {
  const path = join(dataFolder, 'secret-key');
  if (existsSync(path)) return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  mkdirSync(dirname(path), { recursive: true });
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('hex')}\n`, { mode: 0o600 });
  return key;
}
