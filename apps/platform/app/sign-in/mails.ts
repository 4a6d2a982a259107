import { createTranslator } from 'use-intl/core';
import { formatInstant } from '../ground/dates.ts';
import type { OutgoingMail } from '../ground/mail.server.ts';
import type { Settings } from '../ground/platform.ts';
import type { Account } from './account.server.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

const lifetimeMinutes = 30;

/** What a notice tells the holder of an account. */
export type Notice =
  | 'password_changed'
  | 'application_added'
  | 'application_removed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'recovery_codes_renewed'
  | 'role_accepted';

function textOf(account: Account) {
  const mails = (account.locale === 'en' ? en.mails : fr.mails) as typeof fr.mails;
  return createTranslator({ locale: account.locale, messages: { mails }, namespace: 'mails' });
}

function mail(account: Account, settings: Settings, purpose: string, subject: string, parts: string[]): OutgoingMail {
  const t = textOf(account);
  const body = [t('greeting', { name: account.givenName }), ...parts, t('signature', { instance: settings.instanceName })];
  return {
    organisationId: account.organisationId,
    purpose: `sign_in.${purpose}`,
    recipient: account.email,
    locale: account.locale,
    subject,
    body: body.join('\n\n'),
    about: { kind: 'person', id: account.personId },
  };
}

/** A page of the platform, from the configured address only: the request's Host is never believed. */
export function linkTo(settings: Settings, path: string, token?: string): string {
  const url = new URL(path, settings.publicUrl);
  if (token) url.searchParams.set('jeton', token);
  return url.href;
}

/** Tells the holder that something of their account changed. */
export function noticeMail(account: Account, settings: Settings, notice: Notice, at: Date): OutgoingMail {
  const t = textOf(account);
  return mail(account, settings, notice, t('changedSubject'), [
    t('changed', { what: t(notice), date: formatInstant(at, account.locale) }),
    t('notYou', { link: linkTo(settings, '/connexion/oubli') }),
  ]);
}

/** Tells the holder that their account waits after failures. */
export function lockMail(account: Account, settings: Settings, seconds: number, origin: string): OutgoingMail {
  const t = textOf(account);
  return mail(account, settings, 'locked', t('lockedSubject'), [
    t('locked', { minutes: Math.ceil(seconds / 60), origin }),
    t('lockedAdvice', { link: linkTo(settings, '/connexion/oubli') }),
  ]);
}

/** The link that lets its holder choose a new password. */
export function resetMail(account: Account, settings: Settings, token: string): OutgoingMail {
  const t = textOf(account);
  const reset = mail(account, settings, 'password_reset', t('resetSubject'), [
    t('reset', { minutes: String(lifetimeMinutes) }),
    linkTo(settings, '/connexion/nouveau-mot-de-passe', token),
    t('resetAdvice'),
  ]);
  return { ...reset, secret: true };
}
