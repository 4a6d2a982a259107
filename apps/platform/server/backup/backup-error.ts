/** Why a backup cannot be written or restored. */
export type BackupErrorCode =
  | 'passphrase_missing'
  | 'passphrase_too_short'
  | 'target_exists'
  | 'not_a_backup'
  | 'wrong_passphrase'
  | 'altered'
  | 'newer_version'
  | 'not_empty'
  | 'not_the_same';

/** A backup or a restoration that was refused; nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly code: BackupErrorCode;

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
