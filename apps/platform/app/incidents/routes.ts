import { index, type RouteConfigEntry, route } from '@react-router/dev/routes';

/** Pages that ask for no account: declaring, following, reflex sheets. */
export const publicIncidentRoutes: RouteConfigEntry[] = [
  route('signaler', 'incidents/routes/declare/start.tsx'),
  route('signaler/structures', 'incidents/routes/declare/structures.tsx'),
  route('signaler/brouillon', 'incidents/routes/declare/autosave.tsx'),
  route('signaler/:kind/:step', 'incidents/routes/declare/step.tsx'),
  route('signaler/recu', 'incidents/routes/declare/receipt.tsx'),
  route('signaler/recu.pdf', 'incidents/routes/declare/receipt-pdf.tsx'),
  route('signaler/recu.json', 'incidents/routes/declare/receipt-json.tsx'),
  route('signaler/plainte', 'incidents/routes/declare/prefilled-complaint.tsx'),
  route('suivi', 'incidents/routes/declare/follow-up.tsx'),
  route('suivi/dossier', 'incidents/routes/declare/follow-up-file.tsx'),
  route('suivi/pieces/:id', 'incidents/routes/declare/follow-up-attachment.tsx'),
  route('editeur', 'incidents/routes/vendor/answer.tsx'),
  route('fiches', 'incidents/routes/declare/sheets.tsx'),
  route('fiches/plainte', 'incidents/routes/declare/complaint.tsx'),
  route('fiches/:id', 'incidents/routes/declare/sheet.tsx'),
];

/** Pages of the people who work on the files. */
export const fileRoutes: RouteConfigEntry[] = [
  route('incidents', 'incidents/routes/file/queue.tsx'),
  route('incidents.csv', 'incidents/routes/file/queue-csv.tsx'),
  route('incidents/:number', 'incidents/routes/file/layout.tsx', [
    index('incidents/routes/file/overview.tsx'),
    route('qualification', 'incidents/routes/file/qualification.tsx'),
    route('obligations', 'incidents/routes/file/obligations.tsx'),
    route('echanges', 'incidents/routes/file/exchanges.tsx'),
    route('indicateurs', 'incidents/routes/file/indicators.tsx'),
    route('cloture', 'incidents/routes/file/closing.tsx'),
    route('bulletin', 'incidents/routes/file/bulletin.tsx'),
    route('rattachement', 'incidents/routes/file/moving.tsx'),
    route('editeur', 'incidents/routes/vendor/correspondence.tsx'),
  ]),
  route('incidents/:number/pieces/:id', 'incidents/routes/file/attachment.tsx'),
  route('incidents/:number/export/:format', 'incidents/routes/file/export.tsx'),
  route('incidents/:number/obligations/:duty/dossier/:format', 'incidents/routes/file/dossier.tsx'),
];
