import { useTranslations } from 'use-intl';
import { TextField } from '../ui/field.tsx';
import { longest, shortest } from './password-length.ts';

/** The present password, asked again before a sensitive change. `id` tells the forms of a page apart. */
export function CurrentPassword({ id, error }: { id?: string; error?: string | undefined }) {
  const t = useTranslations('signIn.account');
  return (
    <TextField
      name="current"
      id={id}
      type="password"
      label={t('current')}
      help={t('currentHelp')}
      error={error}
      autoComplete="current-password"
      maxLength={1024}
      width="medium"
    />
  );
}

/** A new password. Pasting is allowed, and nothing but the length is asked beforehand. */
export function NewPassword({ administrator, error }: { administrator: boolean; error?: string | undefined }) {
  const t = useTranslations('signIn');
  return (
    <TextField
      name="password"
      type="password"
      label={t('newPassword')}
      help={t('newPasswordHelp', { count: String(administrator ? shortest.administrator : shortest.ordinary) })}
      error={error}
      autoComplete="new-password"
      required
      maxLength={longest}
      width="medium"
    />
  );
}
