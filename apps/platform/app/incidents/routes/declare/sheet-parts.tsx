import { useTranslations } from 'use-intl';
import { Breadcrumbs } from '../../../ui/page-header.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import type { Contact, Source, Step } from '../../reflex/sheet.ts';

// Where a sheet is filled in by hand.
const blank = '\u2026'.repeat(26);

/** A blank to fill in: dots on paper, words for those who listen. */
export function Blank({ lines = 1 }: { lines?: number }) {
  const t = useTranslations('incidents.declare.sheets');
  return (
    <>
      <span className="visually-hidden">{t('toFillIn')}</span>
      <span aria-hidden="true">{Array.from({ length: lines }, (_, index) => <span key={index} className="nowrap">{blank}<br /></span>)}</span>
    </>
  );
}

/** Steps in order, each with its reason where it changes the gesture. */
export function StepList({ steps, ordered = false }: { steps: readonly Step[]; ordered?: boolean }) {
  const items = steps.map(({ text, why }) => (
    <li key={text}>
      {text}
      {why && <p className="secondary">{why}</p>}
    </li>
  ));
  return ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

/** People to call, with a blank for those that only the structure knows. */
export function ContactList({ contacts }: { contacts: readonly Contact[] }) {
  return (
    <DescriptionList
      items={contacts.map(({ id, name, note, phone, mail, url, toFillIn }) => ({
        key: id,
        term: name,
        value: (
          <>
            {phone && <p><a className="nowrap" href={`tel:${telephone(phone)}`}>{phone}</a></p>}
            {mail && <p><a href={`mailto:${mail}`}>{mail}</a></p>}
            {url && <p><a href={url} rel="noreferrer">{url}</a></p>}
            {toFillIn && <p><Blank /></p>}
            <p className="secondary">{note}</p>
          </>
        ),
      }))}
    />
  );
}

/** As a phone dials it from anywhere; short national numbers stay as they are. */
function telephone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length === 10 ? `+33${digits.slice(1)}` : digits;
}

/** Where the facts of a sheet come from. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  return (
    <ul>
      {sources.map(({ title, url }) => <li key={title}>{url ? <a href={url} rel="noreferrer">{title}</a> : title}</li>)}
    </ul>
  );
}

/** Way back to the list. */
export function SheetTrail({ title }: { title: string }) {
  const t = useTranslations('incidents.declare.sheets');
  return <Breadcrumbs label={t('location')} items={[{ key: 'all', label: t('all'), href: '/fiches' }, { key: 'this', label: title }]} />;
}
