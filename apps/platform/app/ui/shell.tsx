import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Anchor } from './link.tsx';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';

export interface NavigationLink {
  href: string;
  label: ReactNode;
  count?: ReactNode;
  /** What the count counts, for assistive technology: « 7 référentiels ». */
  countLabel?: string;
  current?: boolean;
}

export interface NavigationGroup {
  key: string;
  /** Absent for « Ma journée », which stands alone. */
  title?: string;
  links: readonly NavigationLink[];
}

/** What a printed sheet carries: address, date of printing, protection mark (TLP, « Diffusion restreinte »). */
export interface PrintMarks {
  url: string;
  date: string;
  protection?: string;
}

export interface ShellLabels {
  skip: string;
  navigation: string;
  openNavigation: string;
  closeNavigation: string;
}

export interface FooterLink {
  href: string;
  label: ReactNode;
}

interface FrameProps {
  home: { href: string; name: string };
  footer: readonly FooterLink[];
  /** Line above everything: « Démonstration : données inventées ». */
  banner?: ReactNode;
  print: PrintMarks;
  children: ReactNode;
}

export interface ShellProps extends FrameProps {
  labels: ShellLabels;
  navigation: readonly NavigationGroup[];
  organisation?: ReactNode;
  search?: ReactNode;
  /** Language, theme and user menus. */
  tools?: ReactNode;
}

function Navigation({ groups }: { groups: readonly NavigationGroup[] }) {
  return (
    <div className="navigation-groups">
      {groups.map((group) => (
        <div className="navigation-group" key={group.key}>
          {group.title && <p className="navigation-title">{group.title}</p>}
          <ul className="navigation-list" aria-label={group.title}>
            {group.links.map((link) => (
              <li key={link.href}>
                <Anchor className="navigation-link" href={link.href} aria-current={link.current ? 'page' : undefined}>
                  <span>{link.label}</span>
                  {link.count !== undefined && (
                    <span className="navigation-count">
                      <span aria-hidden={link.countLabel ? true : undefined}>{link.count}</span>
                      {link.countLabel && <span className="visually-hidden">{link.countLabel}</span>}
                    </span>
                  )}
                </Anchor>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Closes the drawer after a routed navigation: the page changed under it. */
function useClosedByNavigation() {
  const ref = useRef<HTMLElement>(null);
  const location = useLocation();
  useEffect(() => {
    if (ref.current?.matches(':popover-open')) ref.current.hidePopover();
  }, [location]);
  return ref;
}

function PrintHead({ print }: { print: PrintMarks }) {
  return print.protection ? <div className="print-head" data-protection={print.protection} /> : null;
}

function PrintFoot({ print }: { print: PrintMarks }) {
  return <div className="print-foot" data-url={print.url} data-date={print.date} />;
}

function Footer({ links }: { links: readonly FooterLink[] }) {
  return (
    <footer className="footer">
      {links.map((link) => (
        <Anchor key={link.href} href={link.href}>
          {link.label}
        </Anchor>
      ))}
    </footer>
  );
}

function Home({ home }: Pick<FrameProps, 'home'>) {
  return (
    <Anchor className="topbar-home" href={home.href}>
      <Mark />
      {home.name}
    </Anchor>
  );
}

function TopBar({ banner, children }: { banner: ReactNode; children: ReactNode }) {
  return (
    <header className="shell-top">
      {banner && <div className="shell-banner">{banner}</div>}
      <div className="topbar">{children}</div>
    </header>
  );
}

interface OuterFrameProps extends FrameProps {
  skip: string;
  /** What the style sheets tell the two frames by. */
  look: { className: string; 'data-navigation'?: boolean };
  /** Top bar, after the name of the platform. */
  top: ReactNode;
}

/** What both frames share: way past the top bar, print marks, name, footer. */
function OuterFrame({ home, banner, footer, print, skip, look, top, children }: OuterFrameProps) {
  return (
    <div {...look}>
      <PrintHead print={print} />
      <a className="skip-link" href="#main">
        {skip}
      </a>
      <TopBar banner={banner}>
        <Home home={home} />
        {top}
      </TopBar>
      {children}
      <Footer links={footer} />
      <PrintFoot print={print} />
    </div>
  );
}

function Main({ className, children }: { className: string; children: ReactNode }) {
  return (
    <main id="main" className={className} tabIndex={-1}>
      {children}
    </main>
  );
}

/** Frame of the signed-in pages: top bar, navigation by groups (drawer under 1024 px), main, footer. */
export function Shell(props: ShellProps) {
  const { labels, navigation, organisation, search, tools, children, ...frame } = props;
  const drawer = useClosedByNavigation();
  const drawerId = useId();
  const top = (
    <>
      <button type="button" className="button topbar-menu" data-variant="secondary" popoverTarget={drawerId}>
        <Icon name="menu" />
        {labels.openNavigation}
      </button>
      {organisation && <div className="topbar-organisation">{organisation}</div>}
      <div className="topbar-search">{search}</div>
      <div className="topbar-tools">{tools}</div>
    </>
  );
  return (
    <OuterFrame {...frame} skip={labels.skip} look={{ className: 'shell', 'data-navigation': true }} top={top}>
      <nav ref={drawer} id={drawerId} className="navigation" popover="auto" aria-label={labels.navigation}>
        <div className="navigation-close">
          <button type="button" className="button" data-variant="quiet" popoverTarget={drawerId} popoverTargetAction="hide">
            <Icon name="close" />
            {labels.closeNavigation}
          </button>
        </div>
        <Navigation groups={navigation} />
      </nav>
      <Main className="shell-main">
        <div className="page">{children}</div>
      </Main>
    </OuterFrame>
  );
}

export interface PublicShellProps extends FrameProps {
  labels: Pick<ShellLabels, 'skip'> & { aside: string };
  /** What this door is for, beside the name. */
  subject?: ReactNode;
  /** Who to call now, with a `tel:` link. */
  emergency?: ReactNode;
  /** Language menu. */
  tools?: ReactNode;
  /** What to do meanwhile and what happens next. */
  aside?: ReactNode;
}

/** Frame of the public pages: one column, reflexes and next steps at its side. */
export function PublicShell(props: PublicShellProps) {
  const { labels, subject, emergency, tools, aside, children, ...frame } = props;
  const top = (
    <>
      {subject && <p className="public-subject">{subject}</p>}
      {emergency && <p className="public-emergency">{emergency}</p>}
      {tools && <div className="topbar-tools">{tools}</div>}
    </>
  );
  return (
    <OuterFrame {...frame} skip={labels.skip} look={{ className: 'shell public' }} top={top}>
      <div className="public-body" data-aside={aside ? true : undefined}>
        <Main className="public-main">{children}</Main>
        {aside && (
          <aside className="public-aside" aria-label={labels.aside}>
            {aside}
          </aside>
        )}
      </div>
    </OuterFrame>
  );
}
