import type { Pap, Tlp } from '../sharing/sharing.ts';
import { PAP, TLP } from '../sharing/sharing.ts';
import { EXCHANGE_NAMESPACE, uuidV5 } from './uuid.ts';

/** A STIX object: every key of it is written as it stands. */
export type StixObject = { readonly type: string; readonly id: string; readonly [key: string]: unknown };

// Published by OASIS in its common objects for TLP 2.0; a copy must be identical everywhere, date included.
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
const TLP_CREATED = '2022-10-01T00:00:00.000Z';

/** Official identifiers of the TLP 2.0 marking definitions. */
export const TLP_MARKING_IDS: { readonly [Level in Tlp]: string } = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

/** The TLP 2.0 marking of a level, as OASIS publishes it. */
export const tlpMarking = (tlp: Tlp): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: TLP_MARKING_IDS[tlp],
  created: TLP_CREATED,
  name: TLP[tlp].label,
  extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: tlp } },
});

/** The PAP marking of a level: a statement, since STIX defines no PAP. */
export const papMarking = (pap: Pap): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: `marking-definition--${uuidV5(EXCHANGE_NAMESPACE, PAP[pap].label)}`,
  // A marking has no version: its date is fixed, like its text.
  created: TLP_CREATED,
  name: PAP[pap].label,
  definition_type: 'statement',
  definition: { statement: `${PAP[pap].label} - ${PAP[pap].meaning.en}` },
});
