import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { IntlProvider } from 'use-intl';
import { describe, expect, test } from 'vitest';
import type { Day } from '../incidents/day.server.ts';
import { messages } from '../messages.ts';
import type { Messages } from '../messages.fr.ts';
import { DecisionsCard, NoIncidents, TermsCard } from './day-cards.tsx';

const now = new Date('2026-11-23T10:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

function Page({ locale, children }: { locale: 'fr' | 'en'; children: ReactNode }) {
  return (
    <MemoryRouter>
      <IntlProvider locale={locale} messages={messages[locale] as Messages} timeZone="Europe/Paris" now={now}>{children}</IntlProvider>
    </MemoryRouter>
  );
}

/** The words of a page, as text. */
function wordsOf(page: ReactNode, locale: 'fr' | 'en' = 'fr'): string {
  return renderToStaticMarkup(<Page locale={locale}>{page}</Page>).replace(/<[^>]*>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');
}

const day = (more: Partial<Day>): Day => ({ terms: [], termCount: 0, decisions: [], decisionCount: 0, questions: [], questionCount: 0, changes: [], ...more });
const question = { number: 'INC-2026-0147', title: 'Panne', audience: 'cert' as const, author: 'Inès Caron' };

describe('« Ma journée »', () => {
  test('says of a request for information that its term passed, and for how long', () => {
    const late = wordsOf(<DecisionsCard day={day({ questions: [{ ...question, dueAt: inHours(-5) }], questionCount: 1 })} />);
    expect(late).toContain('Réponse en retard de 5 h');
    const inTime = wordsOf(<DecisionsCard day={day({ questions: [{ ...question, dueAt: inHours(5) }], questionCount: 1 })} />);
    expect(inTime).toContain('Réponse demandée');
    expect(inTime).not.toContain('en retard');
  });

  test('says of a deadline that its file is closed and that it binds still', () => {
    const term = { number: 'INC-2026-0147', title: 'Panne', organisationName: 'CH', dueAt: inHours(5), duty: 'cnil.notification', dossier: true };
    expect(wordsOf(<TermsCard day={day({ terms: [{ ...term, state: 'closed' }], termCount: 1 })} />)).toContain('dossier clos, l’obligation demeure');
    expect(wordsOf(<TermsCard day={day({ terms: [{ ...term, state: 'qualified' }], termCount: 1 })} />)).not.toContain('dossier clos');
  });

  test('offers the ready dossier of a deadline to who takes it, and the file to everybody', () => {
    const term = { number: 'INC-2026-0147', title: 'Panne', state: 'qualified' as const, organisationName: 'CH', dueAt: inHours(5), duty: 'cnil.notification' };
    const shown = (dossier: boolean) => wordsOf(<TermsCard day={day({ terms: [{ ...term, dossier }], termCount: 1 })} />);
    expect(shown(true)).toContain('Ouvrir le dossier prêt');
    expect(shown(false)).not.toContain('Ouvrir le dossier prêt');
    expect(shown(false)).toContain('Ouvrir les obligations');
  });

  test('tells an administrator that incidents are not theirs, and leads to what is', () => {
    expect(wordsOf(<NoIncidents />)).toContain('Votre rôle ne donne pas accès aux incidents');
    expect(renderToStaticMarkup(<Page locale="fr"><NoIncidents /></Page>)).toContain('href="/organisations"');
  });

  test('says the titles that the platform made, and « Declarant », in the language of the reader', () => {
    const decisions = [{ number: 'INC-2026-0148', title: 'Rançongiciel', state: 'declared' as const, urgency: 4, organisationName: 'CH', declaredAt: now }];
    const words = wordsOf(<DecisionsCard day={day({ decisions, questions: [{ ...question, author: 'Déclarant', dueAt: inHours(1) }] })} />, 'en');
    expect(words).toContain('INC-2026-0148 · Ransomware');
    expect(words).toContain('Declarant');
  });
});
