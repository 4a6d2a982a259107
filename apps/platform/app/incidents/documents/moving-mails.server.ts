import { formatInstant } from '../../ground/dates.ts';
import type { OutgoingMail } from '../../ground/mail.server.ts';
import type { Locale, Settings } from '../../ground/platform.ts';
import { translator } from '../../messages.ts';
import type { Recipient } from '../alert.server.ts';
import { type NamedOrganisation, type Writer, writerWords } from './mails.server.ts';

/** A file that moves, as mails speak of it, and the function of who moves it: `side`, `roles`. */
export interface MovedFile extends Writer {
  id: string;
  number: string;
  kind: string;
  tlp: string;
  declared_at: Date;
}

/**
 * Alerts a structure of a file that was moved to it: nothing of what it holds, so that every mark allows it; under red,
 * neither which structure nor who moved it.
 */
export function arrivalMails(file: MovedFile, to: NamedOrganisation, recipients: readonly Recipient[], settings: Settings): OutgoingMail[] {
  return recipients.map(({ email, locale }) => {
    const t = translator(locale, to.time_zone);
    const words = {
      number: file.number, kind: file.kind, named: namedUnder(file.tlp), organisation: to.name, author: writerWords(file, to.name, t), tlp: file.tlp.toUpperCase(),
      date: formatInstant(file.declared_at, locale, to.time_zone), link: new URL(`/incidents/${file.number}`, settings.publicUrl).href,
    };
    return {
      organisationId: to.id, purpose: 'incident.arrival', recipient: email, locale,
      subject: t('incidents.mail.arrivalSubject', words), body: t('incidents.mail.arrivalBody', words), about: { kind: 'incident', id: file.id },
    };
  });
}

const namedUnder = (tlp: string) => (tlp === 'red' ? 'no' : 'yes');

/** Tells those who lose sight of a file that it left, and nothing of where it went. A region had it, whatever its structure. */
export function departureMails(file: MovedFile, from: NamedOrganisation, recipients: readonly Recipient[], settings: Settings): OutgoingMail[] {
  return recipients.map(({ email, locale, level }) => {
    const t = translator(locale, from.time_zone);
    const words = { number: file.number, place: level === 'region' ? 'region' : 'structure', named: namedUnder(file.tlp), organisation: from.name, instance: settings.instanceName };
    return {
      organisationId: from.id, purpose: 'incident.departure', recipient: email, locale,
      subject: t('incidents.mail.departureSubject', words), body: t('incidents.mail.departureBody', words),
    };
  });
}

/**
 * Tells whoever declared, at the address they gave, to which structure of the register the file now belongs: they alone may
 * say that it is not theirs. None of the words they typed; under red, not the structure either. Not counted with receipts,
 * which anybody may cause: an authority moves a file.
 */
export function movedMails(file: MovedFile & { locale: string }, recipient: string, to: NamedOrganisation, settings: Settings): OutgoingMail[] {
  if (recipient === '') return [];
  const locale = file.locale as Locale;
  const t = translator(locale, to.time_zone);
  const words = { number: file.number, kind: file.kind, named: namedUnder(file.tlp), organisation: to.name, link: new URL('/suivi', settings.publicUrl).href };
  return [{
    organisationId: to.id, purpose: 'incident.moved', recipient, locale,
    subject: t('incidents.mail.movedSubject', words), body: t('incidents.mail.movedBody', words), about: { kind: 'incident', id: file.id },
  }];
}
