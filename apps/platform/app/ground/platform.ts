import type pg from 'pg';
import type { Logger } from 'pino';
import type { FileStore } from './files.server.ts';

/** Languages of the platform. */
export const locales = ['fr', 'en'] as const;

/** A language of the platform. */
export type Locale = (typeof locales)[number];

/** What the rest of the platform may know of how this instance was started. */
export interface Settings {
  mode: 'evaluation' | 'production';
  /** Base of every link in mails and documents; never taken from a request. */
  publicUrl: URL;
  /** Address that outgoing mail comes from. */
  mailFrom: string;
  /** Name of the instance, shown in mails and documents. */
  instanceName: string;
  /** Key that encrypts what must be read back (TOTP secrets), 32 bytes. */
  secretKey: Buffer;
  version: string;
}

/** Everything that a request, a job or a command of the CLI works with; built once at start. */
export interface Platform {
  pool: pg.Pool;
  files: FileStore;
  log: Logger;
  /** The present instant; tests move it. */
  now: () => Date;
  settings: Settings;
}
