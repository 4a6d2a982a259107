import { Form, Outlet, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { grantsFor } from '../ground/actor.ts';
import { incidentPolicy } from '../incidents/policy.ts';
import { countQueue } from '../incidents/queries.server.ts';
import { inScope } from '../ground/scope.server.ts';
import { organisationPolicy } from '../organisations/policy.ts';
import { focusedActor, requireSignedIn } from '../request-context.ts';
import { ButtonLink } from '../ui/button.tsx';
import { CommandPalette } from '../ui/command-palette.tsx';
import { Menu, MenuButton, MenuLink, MenuTitle } from '../ui/menu.tsx';
import { type NavigationGroup, Shell } from '../ui/shell.tsx';
import type { Route } from './+types/workplace';
import { Preferences } from './preferences.tsx';
import { useFooterLinks, usePrintMarks } from './public-page.tsx';

/** What the frame of the signed-in pages shows: who, where, and how much waits. */
export async function loader({ context }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const { actor } = signedIn;
  const readsIncidents = grantsFor(actor, incidentPolicy.read).length > 0;
  const counts = readsIncidents ? await inScope(platform.pool, focusedActor(signedIn), incidentPolicy.read, (tx) => countQueue(tx, {})) : null;
  return {
    person: { givenName: signedIn.givenName, familyName: signedIn.familyName },
    current: signedIn.currentOrganisation,
    organisations: [...new Map(actor.rights.map((right) => [right.organisationId, { id: right.organisationId, name: right.organisationName }])).values()].slice(0, 60),
    openIncidents: counts ? counts.declared + counts.acknowledged + counts.qualified : null,
    may: {
      people: grantsFor(actor, organisationPolicy.readPeople).length > 0,
      journal: grantsFor(actor, organisationPolicy.readJournal).length > 0,
      mail: grantsFor(actor, organisationPolicy.readMail).length > 0,
    },
  };
}

type FrameData = Awaited<ReturnType<typeof loader>>;

function useNavigation(data: FrameData): NavigationGroup[] {
  const t = useTranslations('shell');
  const { pathname } = useLocation();
  const link = (href: string, label: string, count?: number | null) => ({
    href, label, current: pathname === href || pathname.startsWith(`${href}/`),
    ...(count ? { count, countLabel: `${count} ${label}` } : {}),
  });
  return [
    { key: 'day', links: [link('/journee', t('day'))] },
    { key: 'react', title: t('react'), links: [...(data.openIncidents === null ? [] : [link('/incidents', t('incidents'), data.openIncidents)]), link('/fiches', t('reflexSheets'))] },
    { key: 'improve', title: t('improve'), links: data.openIncidents === null ? [] : [link('/mesures', t('measures'))] },
    {
      key: 'administer', title: t('administer'),
      links: [
        link('/organisations', t('organisations')),
        ...(data.may.mail ? [link('/courriels', t('outbox'))] : []),
        ...(data.may.journal ? [link('/journal', t('journal'))] : []),
      ],
    },
  ].filter((group) => group.links.length > 0);
}

function OrganisationSwitcher({ data }: { data: FrameData }) {
  const t = useTranslations('shell');
  const name = data.current?.name ?? (data.organisations.length === 1 ? data.organisations[0]!.name : t('allOrganisations'));
  return (
    <Menu framed group="tools" label={name} accessibleName={`${name}, ${t('switchOrganisation')}`}>
      <MenuTitle>{t('switchOrganisation')}</MenuTitle>
      <Form method="post" action="/preferences" reloadDocument>
        <input type="hidden" name="back" value="/journee" />
        {data.organisations.length > 1 && <MenuButton name="organisation" value="" pressed={data.current === null}>{t('allOrganisations')}</MenuButton>}
        {data.organisations.map((one) => (
          <MenuButton key={one.id} name="organisation" value={one.id} pressed={one.id === data.current?.id}>{one.name}</MenuButton>
        ))}
      </Form>
      <MenuLink href="/organisations">{t('organisations')}</MenuLink>
    </Menu>
  );
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
  const commands = [
    { id: 'declare', label: t('declare'), group: palette('actions'), href: '/signaler', keywords: ['incident', 'signaler', 'declare'] },
    ...navigation.flatMap((group) => group.links.map((one) => ({ id: one.href, label: String(one.label), group: palette('pages'), href: one.href, keywords: [] }))),
  ];
  return (
    <Shell
      home={{ href: '/journee', name: t('name') }}
      labels={{ skip: t('skip'), navigation: t('navigation'), openNavigation: t('openNavigation'), closeNavigation: t('closeNavigation') }}
      navigation={navigation}
      organisation={<OrganisationSwitcher data={loaderData} />}
      search={
        <CommandPalette
          commands={commands}
          searchHref="/recherche"
          fallbackHref="/recherche"
          labels={{
            open: palette('open'), shortcut: 'Ctrl K', input: palette('title'), results: palette('found'), close: t('closeNavigation'),
            count: (count) => palette('results', { count }), searching: palette('searching'), failed: palette('failed'),
          }}
        />
      }
      tools={<Tools data={loaderData} />}
      banner={root.evaluation ? t('demonstration') : undefined}
      footer={footer}
      print={print}
    >
      <Outlet />
    </Shell>
  );
}

/** The button that every page of the workplace may offer. */
export function DeclareButton() {
  const t = useTranslations('shell');
  return <ButtonLink href="/signaler" variant="primary">{t('declare')}</ButtonLink>;
}
