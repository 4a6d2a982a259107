import { ANSWERS, PAP, type Pap, TLP, type Tlp } from '@hygie/incident-exchange';
import { Temporal } from 'temporal-polyfill';
import { formatInstant, type InstantLike } from '../../ground/dates.ts';
import type { PrintedDocument } from '../../ground/pdf/printed-document.ts';
import type { Locale } from '../../ground/platform.ts';
import { levelKey } from '../incident.ts';
import { translator, type Translator } from '../../messages.ts';

/** How a document speaks: its language, the time zone of its dates, and the words of the platform. */
export interface Wording {
  locale: Locale;
  timeZone: string;
  t: Translator;
  /** An instant in the zone of the document; null when it is not known. */
  instant: (at: InstantLike | null) => string | null;
  /** A number with the separators of the language; null when it is not known. */
  count: (value: number | null) => string | null;
  /** The label of a code in one of the shared lists. A code of an older version stays readable as itself. */
  label: (list: readonly { code: string; label: Record<Locale, string> }[], code: string) => string;
  /** Yes or no; null when the answer is not known. */
  answer: (code: string) => string | null;
}

/** The wording of a language and a time zone. */
export function wordingFor(locale: Locale, timeZone: string): Wording {
  const t = translator(locale, timeZone);
  const numbers = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB');
  const label: Wording['label'] = (list, code) => list.find((entry) => entry.code === code)?.label[locale] ?? code;
  return {
    locale, timeZone, t, label,
    instant: (at) => (at === null ? null : formatInstant(at, locale, timeZone)),
    count: (value) => (value === null ? null : numbers.format(value)),
    answer: (code) => (code === 'unknown' ? null : label(ANSWERS, code)),
  };
}

/** The level of a file in words, said to be presumed until people of the file answered the legal test; null without one. */
export function levelWords(view: Parameters<typeof levelKey>[0], { t }: Wording): string | null {
  const key = levelKey(view);
  return key && t(`incidents.${key}`);
}

/** What every document says of itself. `issuedAt`: its date, never that of the reading. */
export interface Heading {
  title: string;
  subtitle: string;
  number: string;
  tlp: Tlp;
  pap: Pap;
  issuer: string;
  issuedAt: Date;
}

/** A document with its marks, dates and page words in place, still without content. */
export function documentHead(heading: Heading, { t, locale, timeZone }: Wording): Omit<PrintedDocument, 'sections'> {
  const { tlp, pap } = heading;
  const local = Temporal.Instant.from(heading.issuedAt.toISOString()).toZonedDateTimeISO(timeZone);
  return {
    language: locale, title: heading.title, subtitle: heading.subtitle, number: heading.number,
    mark: { tlp, label: TLP[tlp].label, meaning: marksSentence(tlp, pap, locale, t) },
    issuer: heading.issuer,
    issued: t('incidents.documents.issuedAt', { date: formatInstant(heading.issuedAt, locale, timeZone) }),
    issuedAt: { year: local.year, month: local.month, day: local.day, hour: local.hour, minute: local.minute, second: local.second },
    words: { page: t('incidents.documents.page'), of: t('incidents.documents.of') },
    attached: null,
  };
}

/** What the two marks mean and forbid, in a sentence. */
function marksSentence(tlp: Tlp, pap: Pap, locale: Locale, t: Translator): string {
  return t('incidents.documents.marks', {
    tlp: TLP[tlp].meaning[locale], forbids: uncapitalised(TLP[tlp].forbids[locale]), pap: PAP[pap].label, papMeaning: PAP[pap].meaning[locale],
  });
}

function uncapitalised(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
