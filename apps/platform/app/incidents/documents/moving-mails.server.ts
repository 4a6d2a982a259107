import { formatInstant } from '../../ground/dates.ts';
import type { OutgoingMail } from '../../ground/mail.server.ts';
import type { Settings } from '../../ground/platform.ts';
import { translator } from '../../messages.ts';
import type { Recipient } from '../alert.server.ts';
import type { NamedOrganisation } from './mails.server.ts';

/** A file that moves, as mails speak of it. */
export interface MovedFile {
  id: string;
  number: string;
  tlp: string;
  declared_at: Date;
}

/** Alerts a structure of a file that was moved to it: nothing of what it holds, so that every mark allows it. */
export function arrivalMails(file: MovedFile, to: NamedOrganisation, author: string, recipients: readonly Recipient[], settings: Settings): OutgoingMail[] {
  return recipients.map(({ email, locale }) => {
    const t = translator(locale, to.time_zone);
    const words = {
      number: file.number, organisation: to.name, author, tlp: file.tlp.toUpperCase(),
      date: formatInstant(file.declared_at, locale, to.time_zone), link: new URL(`/incidents/${file.number}`, settings.publicUrl).href,
    };
    return {
      organisationId: to.id, purpose: 'incident.arrival', recipient: email, locale,
      subject: t('incidents.mail.arrivalSubject', words), body: t('incidents.mail.arrivalBody', words), about: { kind: 'incident', id: file.id },
    };
  });
}

/** Tells those who lose sight of a file that it left, and nothing of where it went. */
export function departureMails(file: MovedFile, from: NamedOrganisation, recipients: readonly Recipient[], settings: Settings): OutgoingMail[] {
  return recipients.map(({ email, locale }) => {
    const t = translator(locale, from.time_zone);
    const words = { number: file.number, organisation: from.name, instance: settings.instanceName };
    return {
      organisationId: from.id, purpose: 'incident.departure', recipient: email, locale,
      subject: t('incidents.mail.departureSubject', words), body: t('incidents.mail.departureBody', words),
    };
  });
}
