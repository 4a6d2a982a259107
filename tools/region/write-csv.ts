/** Writes a region as a historical FINESS CSV: open sites only, then their positions. */
import { categoryLabel } from '../../packages/finess/src/categories.ts';
import type { Region, RegionEntity, RegionSite } from './region.ts';

const DATE = '2026-11-01';
const UPDATED_ON = '2026-10-30';

/** The file line by line, as text; sites in the order of their FINESS numbers. */
export function* historicalCsv(region: Region): Generator<string> {
  const rows = region.entities
    .flatMap((entity) => entity.sites.map((site) => ({ entity, site })))
    .filter(({ site }) => site.closedOn === undefined)
    .sort((left, right) => (left.site.finess < right.site.finess ? -1 : 1));
  yield `finess;etalab;99;${DATE}\n`;
  for (const { entity, site } of rows) yield `${siteRow(entity, site)}\n`;
  for (const { site } of rows) yield `geolocalisation;${site.finess};;;;${UPDATED_ON}\n`;
}

function siteRow(entity: RegionEntity, site: RegionSite): string {
  const { address } = site;
  return [
    'structureet', site.finess, entity.finess, site.name, '', '', '',
    address.number, address.streetType, address.street, '', '', address.communeCode.slice(2), '99', 'DEMONSTRATION',
    `${address.postcode} ${address.town}`, site.phone, '',
    site.category, categoryLabel(site.category) ?? '', '', '',
    site.siret, entity.ape, '', '', site.participation, '',
    site.openedOn, site.openedOn, UPDATED_ON, '',
  ].join(';');
}
