// The floors of the house: what may lean on what. Each message names the right door.
const floors = {
  1: ['organisations'],
  2: ['sign-in', 'measures', 'assets'],
  3: ['incidents', 'frameworks', 'risks', 'vulnerabilities', 'advisories', 'continuity', 'awareness', 'audits', 'documents', 'suppliers', 'privacy', 'budgets', 'contracts', 'accessibility'],
  4: ['crises'],
  5: ['observatory'],
  6: ['shell'],
};
const app = '^apps/platform/app/';
const folder = (names) => `${app}(${names.join('|')})/`;

/** A domain imports neither its floor nor those above: news goes up by the outbox, never by an import. */
const floorRules = Object.entries(floors).flatMap(([floor, domains]) => {
  const above = Object.entries(floors).filter(([other]) => Number(other) > Number(floor)).flatMap(([, names]) => names);
  return domains.map((domain) => ({
    name: `floor-${floor}-${domain}`,
    severity: 'error',
    comment: `${domain} stands on floor ${floor}: it imports lower floors, the ground and the design system; what a higher floor must know travels as an event in the outbox.`,
    // The frame of the pages is passed down by the shell to every public page.
    from: { path: folder([domain]), pathNot: '/routes/' },
    to: { path: folder([...above, ...domains.filter((other) => other !== domain)].filter(Boolean)) },
  }));
});

export default {
  forbidden: [
    ...floorRules,
    {
      name: 'routes-stay-below-the-shell', severity: 'error',
      comment: 'A page may use the frame (shell/public-page, shell/page-number, shell/frame, shell/save-view), nothing else of the shell.',
      from: { path: `${app}(?!shell/).*/routes/` }, to: { path: `${app}shell/`, pathNot: `${app}shell/(public-page|page-number|workplace|preferences|save-view|frame)` },
    },
    {
      name: 'ground-stands-alone', severity: 'error',
      comment: 'The ground knows no domain: pass what it needs as an argument.',
      from: { path: `${app}ground/`, pathNot: '\\.test\\.ts$|/testing/' }, to: { path: `${app}(?!ground/)` },
    },
    {
      name: 'ui-shows-only', severity: 'error',
      comment: 'The design system takes texts and data as properties: no domain, no ground.',
      from: { path: `${app}ui/`, pathNot: '\\.test\\.tsx?$' }, to: { path: `${app}(?!ui/)` },
    },
    {
      name: 'packages-are-pure', severity: 'error',
      comment: 'Packages are values in, values out: no application, database, file or network.',
      from: { path: '^packages/', pathNot: '\\.test\\.ts$' }, to: { path: '^apps/|^tools/|node_modules/(pg|kysely|undici|hono)/' },
    },
    { name: 'no-circular', severity: 'error', comment: 'Two modules that need each other are one, or miss a third.', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'server-only', severity: 'error', comment: 'Only the server reads its own folder.', from: { path: app }, to: { path: '^apps/platform/server/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(build|\\.react-router)/|\\+types|messages\\.(fr|en)?\\.?ts$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
