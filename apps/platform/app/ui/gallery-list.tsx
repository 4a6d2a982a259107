import { StateBadge } from './badge.tsx';
import { Button, ButtonLink } from './button.tsx';
import { Card } from './card.tsx';
import { CheckField, CheckGroup } from './choice.tsx';
import { FileField, SelectField, TextField } from './field.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FormActions } from './form.tsx';
import { Cluster, Columns, Prose } from './layout.tsx';
import { Anchor } from './link.tsx';
import { PageHeader } from './page-header.tsx';
import { Pager } from './pager.tsx';
import type { Tone } from './shape.tsx';
import { BulkBar, DataTable } from './table.tsx';

interface Row {
  id: string;
  title: string;
  structure: string;
  age: string;
  machines: number;
  tone: Tone;
  state: string;
}

const ROWS: readonly Row[] = [
  { id: 'INC-2026-0151', title: 'Rançongiciel au bloc', structure: 'CH de Saint-Aubin', age: '35 min', machines: 1204, tone: 'danger', state: 'À qualifier' },
  { id: 'INC-2026-0149', title: 'Panne du RIS', structure: 'Clinique des Ormes', age: '2 h', machines: 12, tone: 'warning', state: 'À surveiller' },
  { id: 'INC-2026-0147', title: 'Messagerie compromise', structure: 'EHPAD Les Tilleuls', age: '2 j', machines: 3, tone: 'info', state: 'En cours' },
  { id: 'INC-2026-0122', title: 'Vol d’un portable', structure: 'SSR du Lac', age: '12 j', machines: 1, tone: 'done', state: 'Clos' },
];

function Filters() {
  return (
    <FilterBar
      label="Filtrer les incidents"
      submitLabel="Filtrer"
      activeLabel="Filtres actifs"
      active={[
        { key: 'state', label: 'État : ouvert', removeLabel: 'Retirer le filtre État : ouvert', href: '?region=bretagne' },
        { key: 'region', label: 'Région : Bretagne', removeLabel: 'Retirer le filtre Région : Bretagne', href: '?etat=ouvert' },
      ]}
      clear={{ label: 'Tout retirer', href: '/incidents' }}
    >
      <TextField name="q" type="search" label="Rechercher" />
      <SelectField
        name="etat"
        label="État"
        placeholder="Tous"
        defaultValue="ouvert"
        options={[
          { value: 'ouvert', label: 'Ouvert' },
          { value: 'clos', label: 'Clos' },
        ]}
      />
    </FilterBar>
  );
}

function Queue() {
  return (
    <DataTable
      caption="File des incidents"
      rows={ROWS}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/incidents/${id}`}
      selection={{ form: 'bulk', name: 'incident', columnLabel: 'Sélection', rowLabel: ({ id }) => `Sélectionner ${id}` }}
      columns={[
        { key: 'title', header: 'Incident', cell: ({ title }) => title, rowHeader: true, sort: { href: '?tri=titre', direction: 'none' } },
        { key: 'id', header: 'Numéro', cell: ({ id }) => id },
        { key: 'structure', header: 'Structure', cell: ({ structure }) => structure, sort: { href: '?tri=structure', direction: 'none' } },
        { key: 'state', header: 'État', cell: ({ tone, state }) => <StateBadge tone={tone}>{state}</StateBadge> },
        { key: 'age', header: 'Âge', cell: ({ age }) => age, align: 'end', sort: { href: '?tri=-age', direction: 'ascending' } },
        { key: 'machines', header: 'Postes', cell: ({ machines }) => machines.toLocaleString('fr-FR'), align: 'end' },
      ]}
    />
  );
}

function ScrolledTable() {
  return (
    <DataTable
      caption="Comparaison par trimestre"
      narrow="scroll"
      rows={ROWS}
      rowKey={({ id }) => id}
      columns={[
        { key: 'structure', header: 'Structure', cell: ({ structure }) => structure, rowHeader: true },
        ...['T1 2026', 'T2 2026', 'T3 2026', 'T4 2026'].map((quarter, index) => ({
          key: quarter,
          header: quarter,
          align: 'end' as const,
          cell: ({ machines }: Row) => machines + index,
        })),
      ]}
    />
  );
}

function Settings() {
  return (
    <form method="post" className="form" encType="multipart/form-data">
      <SelectField
        name="authority"
        label="Autorité"
        placeholder="Choisir"
        options={[
          { value: 'cert', label: 'CERT Santé' },
          { value: 'cnil', label: 'CNIL', group: 'Données' },
        ]}
        error="Choisissez l’autorité à prévenir."
      />
      <CheckGroup
        name="effects"
        label="Effets constatés"
        mark="facultatif"
        defaultValues={['care']}
        choices={[
          { value: 'care', label: 'Soins', help: 'Un service au moins travaille en mode dégradé.' },
          { value: 'data', label: 'Données' },
        ]}
      />
      <FileField name="files" label="Pièces jointes" help="25 Mo au plus par fichier." multiple />
      <CheckField name="consent" label="La direction est informée" help="Elle signe la déclaration." />
      <FormActions>
        <Button variant="primary" pending pendingLabel="Envoi…">
          Enregistrer
        </Button>
        <Button variant="quiet">Annuler</Button>
        <Button variant="danger">Supprimer</Button>
        <Button disabled>Indisponible</Button>
      </FormActions>
    </form>
  );
}

/** A queue with filters and bulk acts, and a form of the signed-in pages. */
export function ListScreen() {
  return (
    <>
      <PageHeader title="Incidents" subtitle="4 ouverts, 1 à qualifier" actions={<ButtonLink href="/incidents.csv" document>Exporter en CSV</ButtonLink>} />
      <Card title="File">
        <Filters />
        <BulkBar form="bulk" label="Pour les lignes cochées :">
          <Button size="small" name="act" value="assign">
            Me les affecter
          </Button>
        </BulkBar>
        <Queue />
        <Pager label="Pages de la file" summary="1 à 4 sur 318" previous={{ href: '?page=1', label: 'Précédents' }} next={{ href: '?page=3', label: 'Suivants' }} />
      </Card>
      <Columns ratio="even">
        <Card title="Avertir">
          <Settings />
        </Card>
        <Card title="Comparer" level={2} tone="info">
          <ScrolledTable />
          <Prose>
            <p>
              Texte courant avec <Anchor href="https://cyberveille.esante.gouv.fr">un lien</Anchor>.
            </p>
          </Prose>
          <Cluster>
            <StateBadge tone="done">Conforme</StateBadge>
            <Button size="small">Petit bouton</Button>
          </Cluster>
        </Card>
      </Columns>
    </>
  );
}
