import { LevelMark, PapMark, StateBadge, TlpMark } from './badge.tsx';
import { Button, ButtonLink } from './button.tsx';
import { Card } from './card.tsx';
import { CopyButton } from './copy-button.tsx';
import { Deadline } from './deadline.tsx';
import { DescriptionList } from './description-list.tsx';
import { Dialog } from './dialog.tsx';
import { Disclosure } from './disclosure.tsx';
import { TextArea } from './field.tsx';
import { FormActions } from './form.tsx';
import { ItemList } from './item-list.tsx';
import { Cluster, Columns, Stack } from './layout.tsx';
import { LiveStatus } from './live.tsx';
import { Notice } from './notice.tsx';
import { Breadcrumbs, PageHeader } from './page-header.tsx';
import type { Tone } from './shape.tsx';
import { TabsNav } from './tabs-nav.tsx';
import { Thread } from './thread.tsx';
import { Timeline, type TimelineEvent } from './timeline.tsx';

const at = (text: string) => Date.parse(`${text}+01:00`);

const event = (time: string, when: string, label: string, tone: Tone, state: string, planned = false): TimelineEvent => ({
  key: time,
  at: at(time),
  when,
  label,
  tone,
  state,
  planned,
});

const EVENTS = [
  event('2026-11-20T11:20', '11 h 20', 'détection', 'danger', 'incident'),
  event('2026-11-20T13:55', '13 h 55', 'déclaration', 'done', 'fait'),
  event('2026-11-20T14:02', '14 h 02', 'accusé', 'done', 'fait'),
  event('2026-11-20T15:30', '15 h 30', 'données touchées', 'warning', 'constat'),
  event('2026-11-23T11:20', '23 nov.', 'échéance CNIL', 'danger', 'à venir', true),
];

function Facts() {
  return (
    <Card title="Les faits">
      <DescriptionList
        items={[
          { key: 'structure', term: 'Structure', value: 'CH de Saint-Aubin · 99 000 001 8' },
          { key: 'begin', term: 'Début', value: '20 nov. 2026, 11 h 20 (connu)' },
          { key: 'declarant', term: 'Déclarant', value: 'Direction, déléguée' },
          {
            key: 'care',
            term: 'Soins',
            value: (
              <>
                <StateBadge tone="warning">mode dégradé</StateBadge> urgences, 1 service
              </>
            ),
          },
          { key: 'data', term: 'Données', value: 'patients, volume inconnu, exfiltration soupçonnée' },
          { key: 'severity', term: 'Gravité', value: <LevelMark ramp="severity" level={4}>Critique</LevelMark> },
          { key: 'likelihood', term: 'Vraisemblance', value: <LevelMark ramp="likelihood" level={2}>Vraisemblable</LevelMark> },
        ]}
      />
    </Card>
  );
}

function Obligations() {
  const item = (key: string, title: string, detail: string, remaining: string, tone: Tone) => ({
    key,
    title,
    detail,
    action: <Deadline tone={tone} remaining={remaining} />,
  });
  return (
    <Card title="Obligations">
      <ItemList
        items={[
          item('cert', 'CERT Santé', 'L.1111-8-2 CSP, sans délai', 'fait à 14 h 02', 'done'),
          item('cnil', 'CNIL', 'RGPD art. 33, 72 h', 'reste 19 h 42', 'danger'),
          item('plainte', 'Plainte', 'L.12-10-1 C. assurances, 72 h', 'reste 19 h 42', 'warning'),
          item('anssi', 'ANSSI (OSE)', 'loi 2018-133 art. 7', 'sans objet : pas OSE', 'neutral'),
        ]}
      />
      <Disclosure summary="Pourquoi pas l’ANSSI ?" quiet>
        <p>La structure n’est pas désignée opérateur de services essentiels.</p>
      </Disclosure>
    </Card>
  );
}

function Conversation() {
  return (
    <Card title="Fil avec la structure">
      <Thread
        messages={[
          {
            key: '1',
            author: 'CERT Santé',
            at: { iso: '2026-11-20T14:20+01:00', text: '14 h 20' },
            body: 'Pouvez-vous isoler la passerelle et garder ses journaux ?',
          },
          {
            key: '2',
            author: 'CH de Saint-Aubin',
            at: { iso: '2026-11-20T14:41+01:00', text: '14 h 41' },
            body: 'Fait. Journaux joints (2 fichiers, empreintes vérifiées).',
          },
          {
            key: '3',
            author: 'K. Diallo',
            at: { iso: '2026-11-20T14:50+01:00', text: '14 h 50' },
            body: 'Rappeler la région avant 18 h.',
            internal: <StateBadge tone="neutral">note interne</StateBadge>,
          },
        ]}
      />
      <form method="post" className="stack">
        <TextArea name="message" label="Écrire à la structure" rows={2} />
        <FormActions note={<LiveStatus message="Brouillon gardé à 14 h 52" />}>
          <Button>Envoyer</Button>
        </FormActions>
      </form>
    </Card>
  );
}

function Header() {
  return (
    <PageHeader
      breadcrumbs={
        <Breadcrumbs
          label="Fil d’Ariane"
          items={[
            { key: 'incidents', label: 'Incidents', href: '/incidents' },
            { key: 'national', label: 'File nationale', href: '/incidents?file=nationale' },
            { key: 'file', label: 'INC-2026-0147' },
          ]}
        />
      }
      title="Messagerie compromise"
      badges={
        <Cluster>
          <StateBadge tone="danger">Grave</StateBadge>
          <TlpMark level="AMBER" meaning="l’organisation et ses clients, besoin d’en connaître" />
          <PapMark level="AMBER" />
          <StateBadge tone="info">En qualification</StateBadge>
        </Cluster>
      }
      actions={
        <>
          <ButtonLink href="/incidents/147/export">Exporter</ButtonLink>
          <Dialog opener={{ href: '/incidents/147/cloture', label: 'Clore', variant: 'secondary' }} title="Clore le dossier" closeLabel="Fermer">
            <p>Le déclarant est prévenu ; le dossier se rouvre sur motif.</p>
            <form method="post">
              <FormActions>
                <Button variant="danger">Clore le dossier</Button>
              </FormActions>
            </form>
          </Dialog>
          <Button variant="primary">Accuser réception</Button>
        </>
      }
    />
  );
}

function Messages() {
  return (
    <Stack gap="small">
      <Notice tone="danger" title="Un indicateur est actif dans deux autres structures.">
        Les dossiers INC-2026-0139 et INC-2026-0141 citent la même adresse.
      </Notice>
      <Notice tone="warning" title="La messagerie n’est plus sauvegardée depuis 9 jours." />
      <Notice tone="info">Une autre analyste consulte ce dossier.</Notice>
      <Notice tone="done" announced title="Accusé de réception envoyé." />
      <Cluster>
        <code>INC-2026-0147</code>
        <CopyButton text="INC-2026-0147" label="Copier le numéro" copiedLabel="Copié" failedLabel="Copie refusée" />
        <TlpMark level="RED" /> <TlpMark level="AMBER+STRICT" /> <TlpMark level="GREEN" /> <TlpMark level="CLEAR" />
      </Cluster>
    </Stack>
  );
}

/** An incident's file seen by an analyst. */
export function FileScreen() {
  return (
    <>
      <Header />
      <TabsNav
        label="Vues du dossier"
        tabs={[
          { href: '/incidents/147', label: 'Synthèse', current: true },
          { href: '/incidents/147/indicateurs', label: 'Indicateurs', count: 12 },
          { href: '/incidents/147/pieces', label: 'Pièces jointes', count: 2 },
        ]}
      />
      <Columns ratio="three" align="start">
        <Facts />
        <Obligations />
        <Conversation />
      </Columns>
      <Card title="Chronologie">
        <Timeline
          label="Chronologie de l’incident"
          description="Cinq événements, du 20 novembre à 11 h 20 à l’échéance du 23 novembre à 11 h 20."
          events={EVENTS}
          now={{ at: at('2026-11-22T15:38'), label: 'maintenant' }}
          table={{ summary: 'Voir en tableau', when: 'Quand', what: 'Quoi', state: 'État' }}
        />
      </Card>
      <Messages />
    </>
  );
}
