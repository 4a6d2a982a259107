import { useMemo, type ReactNode } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { CommandPalette } from './command-palette.tsx';
import { DayScreen } from './gallery-day.tsx';
import { DeclareScreen } from './gallery-declare.tsx';
import { FileScreen } from './gallery-file.tsx';
import { ListScreen } from './gallery-list.tsx';
import { Menu, MenuButton, MenuLink, MenuTitle } from './menu.tsx';
import { Shell, type NavigationGroup } from './shell.tsx';

/** Screens of the gallery: together they show every component in its states. */
export const GALLERY_SCREENS = ['day', 'file', 'list', 'declare'] as const;

export type GalleryScreen = (typeof GALLERY_SCREENS)[number];

const link = (href: string, label: string, count?: number) => ({ href, label, count });

const NAVIGATION: readonly NavigationGroup[] = [
  { key: 'day', links: [{ href: '/', label: 'Ma journée', current: true }] },
  {
    key: 'govern',
    title: 'Gouverner',
    links: [
      { href: '/referentiels', label: 'Référentiels', count: 7, countLabel: '7 référentiels suivis' },
      link('/plan', 'Plan d’action', 42),
      link('/documents', 'Documents'),
      link('/audits', 'Audits'),
    ],
  },
  {
    key: 'anticipate',
    title: 'Anticiper',
    links: [link('/risques', 'Risques'), link('/vulnerabilites', 'Vulnérabilités', 318), link('/veille', 'Veille', 3)],
  },
  {
    key: 'react',
    title: 'Réagir',
    links: [link('/incidents', 'Incidents', 2), link('/continuite', 'Continuité'), link('/crise', 'Crise')],
  },
  { key: 'improve', title: 'S’améliorer', links: [link('/retours', 'Retours d’expérience'), link('/tableau', 'Tableau de bord')] },
];

const COMMANDS = [
  { id: 'declare', label: 'Déclarer un incident', group: 'Actions', href: '/signaler' },
  { id: 'incidents', label: 'Incidents', group: 'Pages', href: '/incidents', keywords: ['file', 'qualification'] },
  { id: 'frameworks', label: 'Référentiels', group: 'Pages', href: '/referentiels' },
];

const PALETTE_LABELS = {
  open: 'Rechercher ou agir',
  shortcut: 'Ctrl K',
  input: 'Rechercher une page, un dossier ou une action',
  results: 'Résultats',
  close: 'Fermer',
  count: (count: number) => (count === 1 ? '1 résultat' : `${count} résultats`),
  searching: 'Recherche…',
  failed: 'La recherche ne répond pas. Les pages restent accessibles.',
};

function Tools() {
  return (
    <>
      <Menu label="FR" accessibleName="FR, changer de langue" align="end" group="tools">
        <MenuLink href="/langue?l=fr" current lang="fr" hrefLang="fr">
          Français
        </MenuLink>
        <MenuLink href="/langue?l=en" lang="en" hrefLang="en">
          English
        </MenuLink>
      </Menu>
      <Menu label="Claire M." align="end" group="tools">
        <MenuLink href="/compte">Mon compte</MenuLink>
        <MenuTitle>Apparence</MenuTitle>
        <form method="post" action="/preferences">
          <MenuButton name="theme" value="auto" pressed>
            Comme l’appareil
          </MenuButton>
          <MenuButton name="theme" value="dark" pressed={false}>
            Sombre
          </MenuButton>
        </form>
      </Menu>
    </>
  );
}

function SignedIn({ children }: { children: ReactNode }) {
  return (
    <Shell
      home={{ href: '/', name: 'Hygie' }}
      labels={{
        skip: 'Aller au contenu',
        navigation: 'Navigation principale',
        openNavigation: 'Menu',
        closeNavigation: 'Fermer',
      }}
      navigation={NAVIGATION}
      organisation={
        <Menu
          framed
          group="tools"
          label={
            <>
              <span>CH de Saint-Aubin</span> <span className="secondary">GHT des Trois Vallées</span>
            </>
          }
        >
          <MenuLink href="/organisation?o=1" current>
            CH de Saint-Aubin
          </MenuLink>
          <MenuLink href="/organisation?o=2">EHPAD Les Tilleuls</MenuLink>
        </Menu>
      }
      search={<CommandPalette commands={COMMANDS} searchHref="/recherche.json" fallbackHref="/recherche" labels={PALETTE_LABELS} />}
      tools={<Tools />}
      banner="Démonstration : toutes les données sont inventées."
      footer={[
        { href: '/accessibilite', label: 'Accessibilité : partiellement conforme' },
        { href: '/aide', label: 'Aide' },
      ]}
      print={{ url: 'https://hygie.example/', date: '22 novembre 2026, 15 h 38', protection: 'TLP:AMBER · PAP:AMBER' }}
    >
      {children}
    </Shell>
  );
}

function Screen({ screen }: { screen: GalleryScreen }) {
  if (screen === 'declare') return <DeclareScreen />;
  return <SignedIn>{{ day: <DayScreen />, file: <FileScreen />, list: <ListScreen /> }[screen]}</SignedIn>;
}

/** One page of the gallery, with invented French sample text, in a router of its own. */
export function Gallery({ screen }: { screen: GalleryScreen }) {
  const router = useMemo(() => createMemoryRouter([{ path: '*', element: <Screen screen={screen} /> }]), [screen]);
  return <RouterProvider router={router} />;
}
