import { formatFiness } from '@hygie/finess';
import type { PersonActor } from '../../ground/actor.ts';
import type { Tx } from '../../ground/database.server.ts';
import { doubtsAbout } from '../identifiers.ts';
import { holdsOn, type Lineage } from '../lineage.ts';
import { profileOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import { browseRegister, findOrganisation, groupsOf, lineageOf, membersOf } from '../queries.server.ts';
import { childKinds, type OrganisationKind } from '../role.ts';

/** What the reader may do on the pages of an organisation. */
export function rightsIn(actor: PersonActor, lineage: Lineage) {
  const may = (name: 'readPeople' | 'readProfile' | 'manageProfile' | 'managePeople' | 'manageMandates' | 'manageStructures') =>
    holdsOn(actor, organisationPolicy[name], lineage);
  return {
    readPeople: may('readPeople'),
    readProfile: may('readProfile'),
    readMandates: may('readPeople'),
    manageProfile: may('manageProfile'),
    managePeople: may('managePeople'),
    manageMandates: may('manageMandates'),
    manageStructures: may('manageStructures'),
  };
}

/** Head of every page of an organisation. */
export async function readFrame(tx: Tx, actor: PersonActor, id: string) {
  const found = await findOrganisation(tx, id);
  const lineage = await lineageOf(tx, id);
  const today = new Date().toISOString().slice(0, 10);
  return { found, frame: { lineage, closed: found.closed_on !== null && found.closed_on <= today, may: rightsIn(actor, lineage) } };
}

// Enough to show what an establishment is made of; the list shows the rest, page by page.
const shownBelow = 12;

/** The record of an organisation, as far as the reader's rights reach. */
export async function readRecord(tx: Tx, actor: PersonActor, id: string) {
  const { found, frame } = await readFrame(tx, actor, id);
  const below = await browseRegister(tx, { parentId: id });
  const kind = found.kind as OrganisationKind;
  return {
    ...frame,
    organisation: {
      kind, sector: found.sector, category: found.category_label, legalStatus: found.legal_status, town: found.town,
      postcode: found.postcode, timeZone: found.time_zone, openedOn: found.opened_on, closedOn: found.closed_on,
      source: found.source, longName: found.long_name,
      identifiers: {
        finessEj: found.finess_ej && formatFiness(found.finess_ej), finessEt: found.finess_et && formatFiness(found.finess_et),
        siren: found.siren, siret: found.siret,
      },
    },
    doubts: doubtsAbout({ finessEj: found.finess_ej, finessEt: found.finess_et, siren: found.siren, siret: found.siret }),
    groups: await groupsOf(tx, id),
    members: kind === 'group' ? await membersOf(tx, id) : [],
    below: below.entries.slice(0, shownBelow).map((entry) => ({ id: entry.id, name: entry.name, town: entry.town })),
    moreBelow: below.more || below.entries.length > shownBelow,
    childKinds: childKinds[kind].filter((child) => child !== 'region'),
    profile: frame.may.readProfile ? await profileOf(tx, id) : null,
  };
}

/** The record as the page receives it. */
export type OrganisationRecord = Awaited<ReturnType<typeof readRecord>>;
