import type { Tx } from '../ground/database.server.ts';
import type { Declaration } from './declaration.ts';

/** What names the structures of a file, as the register and the declarant write it; each once. */
export interface StructureWords {
  names: string[];
  towns: string[];
  /** FINESS, SIRET, or what a declarant typed for one. */
  numbers: string[];
}

/**
 * Reads what names the structures of a file, and their sites: the one where it stands, the one that it was declared for
 * before it moved, the one that the register does not know. The one list for whoever writes or exports without naming them. The nation
 * names nobody. Indexes: primary key, organisation_children.
 */
export async function readStructureWords(tx: Tx, organisationId: string, { structure }: Declaration): Promise<StructureWords> {
  const structures = [...new Set([organisationId, structure.organisationId])];
  const rows = await tx
    .selectFrom('organisation')
    .select(['name', 'long_name', 'town', 'finess_ej', 'finess_et', 'siret'])
    .where((eb) => eb.or([eb('id', 'in', structures), eb.and([eb('parent_id', 'in', structures), eb('kind', '=', 'site')])]))
    .where('kind', '!=', 'nation')
    // The structures come before their sites.
    .orderBy('kind')
    .orderBy('id')
    .limit(500)
    .execute();
  const { unlisted } = structure;
  const said = (words: readonly (string | null | undefined)[]) => [...new Set(words.flatMap((one) => one || []))];
  return {
    names: said([...rows.flatMap((one) => [one.name, one.long_name]), unlisted?.name]),
    towns: said([...rows.map(({ town }) => town), unlisted?.town]),
    numbers: said([...rows.flatMap((one) => [one.finess_ej, one.finess_et, one.siret]), unlisted?.identifier]),
  };
}
