import { Form, Outlet, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { grantsFor } from '../ground/actor.ts';
import { organisationPolicy } from '../organisations/policy.ts';
import { type RequestContext, requireSignedIn, type SignedIn } from '../request-context.ts';
import { formerOrganisations, invitationsAt } from '../sign-in/invitation.server.ts';
import { CommandPalette } from '../ui/command-palette.tsx';
import { Menu, MenuButton, MenuLink } from '../ui/menu.tsx';
import { type NavigationGroup, Shell } from '../ui/shell.tsx';
import type { Route } from './+types/workplace';
import { frameOf } from './frame.server.ts';
import { NoRole, type WithoutRole } from './no-role.tsx';
import { OrganisationSwitcher } from './organisation-switcher.tsx';
import { Preferences } from './preferences.tsx';
import { useFooterLinks, usePrintMarks } from './public-page.tsx';
import { viewAddress } from './view-address.ts';

export { DeclareButton } from './declare-button.tsx';

/** What a person without any role is told; null for everybody else. */
async function readWithoutRole({ platform, signedIn: { actor, email } }: RequestContext & { signedIn: SignedIn }): Promise<WithoutRole | null> {
  if (actor.rights.length > 0) return null;
  return { email, invitations: await invitationsAt(platform, actor.origin, email), former: await formerOrganisations(platform, actor) };
}

// A menu stays one that an eye runs through; the others are found by a search.
const organisationsInMenu = 60;

/** What the frame of the signed-in pages shows: who, where, and how much waits. */
export async function loader({ context }: Route.LoaderArgs) {
  const described = requireSignedIn(context);
  const { signedIn } = described;
  const { actor } = signedIn;
  const withoutRole = await readWithoutRole(described);
  const organisations = [...new Map(actor.rights.map((right) => [right.organisationId, { id: right.organisationId, name: right.organisationName }])).values()];
  const { counts, views } = withoutRole ? { counts: null, views: [] } : await frameOf(described);
  return {
    withoutRole,
    views,
    person: { givenName: signedIn.givenName, familyName: signedIn.familyName },
    current: signedIn.currentOrganisation,
    organisations: organisations.slice(0, organisationsInMenu),
    moreOrganisations: organisations.length > organisationsInMenu,
    openIncidents: counts ? counts.declared + counts.acknowledged + counts.qualified : null,
    may: {
      organisations: grantsFor(actor, organisationPolicy.readProfile).length > 0,
      people: grantsFor(actor, organisationPolicy.readPeople).length > 0,
      journal: grantsFor(actor, organisationPolicy.readJournal).length > 0,
      mail: grantsFor(actor, organisationPolicy.readMail).length > 0,
    },
  };
}

type FrameData = Awaited<ReturnType<typeof loader>>;

// The others stand on their page and in the palette.
const viewsInMenu = 8;

function useNavigation(data: FrameData): NavigationGroup[] {
  const t = useTranslations('shell');
  const { pathname, search } = useLocation();
  const here = viewAddress(`${pathname}${search}`)?.href;
  const link = (href: string, label: string, count?: number | null) => ({
    href, label, current: pathname === href || pathname.startsWith(`${href}/`),
    ...(count ? { count, countLabel: `${count} ${label}` } : {}),
  });
  return [
    { key: 'day', links: [link('/journee', t('day'))] },
    { key: 'react', title: t('react'), links: [...(data.openIncidents === null ? [] : [link('/incidents', t('incidents'), data.openIncidents)]), link('/fiches', t('reflexSheets'))] },
    { key: 'improve', title: t('improve'), links: data.openIncidents === null ? [] : [link('/mesures', t('measures'))] },
    { key: 'views', title: t('myViews'), links: data.views.length === 0 ? [] : [...data.views.slice(0, viewsInMenu).map((view) => ({ href: view.href, label: view.name, current: view.href === here })), link('/vues', t('views.manage'))] },
    {
      key: 'administer', title: t('administer'),
      links: [
        ...(data.may.organisations ? [link('/organisations', t('organisations'))] : []),
        ...(data.may.mail ? [link('/courriels', t('outbox'))] : []),
        ...(data.may.journal ? [link('/journal', t('journal'))] : []),
      ],
    },
  ].filter((group) => group.links.length > 0);
}

function Tools({ data }: { data: FrameData }) {
  const t = useTranslations('shell');
  return (
    <>
      <Preferences />
      <Menu align="end" group="tools" label={`${data.person.givenName} ${data.person.familyName.slice(0, 1)}.`}>
        <MenuLink href="/compte/securite">{t('account')}</MenuLink>
        <Form method="post" action="/deconnexion" reloadDocument>
          <MenuButton>{t('signOut')}</MenuButton>
        </Form>
      </Menu>
    </>
  );
}

/** Frame of every signed-in page. */
export default function Workplace({ loaderData, matches }: Route.ComponentProps) {
  const t = useTranslations('shell');
  const palette = useTranslations('shell.palette');
  const navigation = useNavigation(loaderData);
  const footer = useFooterLinks();
  const protection = matches.map((match) => (match?.loaderData as { protection?: string } | undefined)?.protection).find(Boolean);
  const print = usePrintMarks(protection);
  const root = matches[0].loaderData as { evaluation: boolean };
  const { pathname } = useLocation();
  const commands = [
    { id: 'declare', label: t('declare'), group: palette('actions'), href: '/signaler', keywords: ['incident', 'signaler', 'declare'] },
    ...loaderData.views.map((view) => ({ id: view.id, label: view.name, group: palette('views'), href: view.href, keywords: [] })),
    ...navigation.filter((group) => group.key !== 'views').flatMap((group) => group.links.map((one) => ({ id: one.href, label: String(one.label), group: palette('pages'), href: one.href, keywords: [] }))),
  ];
  return (
    <Shell
      home={{ href: '/journee', name: t('name') }}
      labels={{ skip: t('skip'), navigation: t('navigation'), openNavigation: t('openNavigation'), closeNavigation: t('closeNavigation') }}
      navigation={navigation}
      organisation={<OrganisationSwitcher current={loaderData.current} organisations={loaderData.organisations} partial={loaderData.moreOrganisations} />}
      search={
        <CommandPalette
          commands={commands}
          searchHref="/recherche"
          fallbackHref="/recherche"
          labels={{
            open: palette('open'), shortcut: 'Ctrl K', input: palette('title'), results: palette('found'), close: palette('close'),
            count: (count) => palette('results', { count }), searching: palette('searching'), failed: palette('failed'),
          }}
        />
      }
      tools={<Tools data={loaderData} />}
      banner={root.evaluation ? t('demonstration') : undefined}
      footer={footer}
      print={print}
    >
      {loaderData.withoutRole && pathname === '/journee' ? <NoRole {...loaderData.withoutRole} /> : <Outlet />}
    </Shell>
  );
}
