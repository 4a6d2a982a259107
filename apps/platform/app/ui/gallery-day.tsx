import type { ReactNode } from 'react';
import { StateBadge } from './badge.tsx';
import { Bar } from './bar.tsx';
import { ButtonLink } from './button.tsx';
import { Card } from './card.tsx';
import { Deadline, NextAct } from './deadline.tsx';
import { EmptyState } from './empty-state.tsx';
import { Figures } from './figures.tsx';
import { ItemList } from './item-list.tsx';
import { Cluster, Columns } from './layout.tsx';
import { Anchor } from './link.tsx';
import { PageHeader } from './page-header.tsx';
import { Sparkline } from './sparkline.tsx';
import { DataTable } from './table.tsx';

function LegalDeadline() {
  return (
    <Card title="Un délai légal court" tone="danger">
      <NextAct
        deadline={
          <Deadline size="large" tone="danger" remaining="19 h 42" due={{ iso: '2026-11-23T11:20+01:00', text: 'avant la CNIL (72 h)' }} />
        }
      >
        <div>
          <p>
            <strong>INC-2026-0147 · Messagerie compromise</strong>
          </p>
          <p className="secondary">Violation connue le 20 nov. à 11 h 20 · art. 33 RGPD · échéance lundi 23 nov. à 11 h 20</p>
        </div>
        <Cluster>
          <ButtonLink variant="primary" href="/incidents/147/cnil">
            Ouvrir le dossier prêt
          </ButtonLink>
          <ButtonLink href="/incidents/147/report">Justifier un report</ButtonLink>
        </Cluster>
      </NextAct>
    </Card>
  );
}

function Posture() {
  return (
    <Card
      title="Posture"
      footer={
        <p>
          12 mois · +13 points · <Anchor href="/tableau">voir en tableau</Anchor>
        </p>
      }
    >
      <Figures
        items={[
          { key: 'hygiene', value: '71 %', label: 'guide d’hygiène' },
          { key: 'recyf', value: '58 %', label: 'ReCyF' },
          { key: 'care', value: '9/13', label: 'CaRE D2' },
        ]}
      />
      <Sparkline values={[58, 59.2, 58.8, 62, 63, 64.1, 66, 67.2, 69.4, 71]} label="Guide d’hygiène : de 58 % à 71 % en 12 mois" />
    </Card>
  );
}

function Decisions() {
  const decision = (key: string, state: ReactNode, title: string, detail: string, act: string) => ({
    key,
    state,
    title,
    detail,
    action: (
      <ButtonLink href={`/decisions/${key}`} aria-label={`${act} : ${title}`}>
        {act}
      </ButtonLink>
    ),
  });
  return (
    <Card title="Décisions attendues">
      <ItemList
        items={[
          decision('1', <StateBadge tone="warning">Dérogation</StateBadge>, 'Windows 7 du scanner 2', 'Compensée par isolement VLAN 42 · jusqu’au 31 mars', 'Examiner'),
          decision('2', <StateBadge tone="info">Qualification</StateBadge>, 'INC-2026-0149 · Panne du RIS', 'Déclaré il y a 35 min par l’imagerie', 'Qualifier'),
          decision('3', <StateBadge tone="neutral">Relecture</StateBadge>, 'PSSI du GHT, version 3.2', 'Approbation du DG attendue avant le 1er décembre', 'Relire'),
        ]}
      />
    </Card>
  );
}

function Exposure() {
  return (
    <Card title="Exposition nouvelle">
      <ItemList
        items={[
          {
            key: 'cve',
            state: <StateBadge tone="danger">Agir</StateBadge>,
            title: <Anchor href="/veille/1">CVE-2026-31337 passerelle VPN</Anchor>,
            detail: 'exploitée (KEV) · 2 équipements exposés',
          },
          {
            key: 'certfr',
            state: <StateBadge tone="warning">Surveiller</StateBadge>,
            title: <Anchor href="/veille/2">CERTFR-2026-AVI-0912 PACS</Anchor>,
            detail: 'correctif à valider par l’ingénieur biomédical',
          },
        ]}
      />
    </Card>
  );
}

const ACTIONS = [
  { id: '1', measure: 'Isoler l’authentification des sauvegardes', proves: ['CaRE O3.A', 'ReCyF 13', 'Hygiène 37'], owner: 'K. Diallo', tone: 'danger', due: 'en retard de 6 j', share: 60 },
  { id: '2', measure: 'Tester la restauration du DPI', proves: ['CaRE O3.B'], owner: 'A. Roche', tone: 'warning', due: '27 nov.', share: 25 },
  { id: '3', measure: 'Retirer les comptes sans titulaire', proves: ['Hygiène 9'], owner: 'S. Petit', tone: 'done', due: 'fait le 18 nov.', share: 100 },
] as const;

function Requirements({ names }: { names: readonly string[] }) {
  return (
    <Cluster>
      {names.map((name) => (
        <StateBadge key={name} tone="neutral">
          {name}
        </StateBadge>
      ))}
    </Cluster>
  );
}

function Actions() {
  return (
    <Card
      title="Actions de la semaine"
      aside={
        <>
          3 sur 42 · <Anchor href="/plan">tout le plan</Anchor>
        </>
      }
    >
      <DataTable
        caption="Actions de la semaine"
        captionHidden
        rows={ACTIONS}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/plan/${id}`}
        columns={[
          { key: 'measure', header: 'Mesure', cell: ({ measure }) => measure, rowHeader: true },
          { key: 'proves', header: 'Prouve', cell: ({ proves }) => <Requirements names={proves} /> },
          { key: 'owner', header: 'Porteur', cell: ({ owner }) => owner },
          { key: 'due', header: 'Échéance', cell: ({ tone, due }) => <StateBadge tone={tone}>{due}</StateBadge> },
          {
            key: 'share',
            header: 'Avancement',
            cell: ({ measure, share }) => <Bar label={`Avancement : ${measure}`} value={share} text={`${share} %`} />,
          },
        ]}
      />
    </Card>
  );
}

/** « Ma journée » of a RSSI. */
export function DayScreen() {
  return (
    <>
      <PageHeader
        title="Ma journée"
        subtitle="Dimanche 22 novembre 2026 · 3 décisions vous attendent, 1 délai légal court"
        actions={
          <ButtonLink variant="primary" href="/signaler">
            Déclarer un incident
          </ButtonLink>
        }
      />
      <Columns ratio="main-aside">
        <LegalDeadline />
        <Posture />
        <Decisions />
        <Exposure />
      </Columns>
      <Actions />
      <EmptyState title="Aucun document à relire" action={<ButtonLink href="/documents">Voir les documents</ButtonLink>}>
        Les relectures demandées par vos équipes arriveront ici.
      </EmptyState>
    </>
  );
}
