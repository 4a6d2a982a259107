import { permission } from '../ground/actor.ts';

const structureTeam = ['referent_ssi', 'rssi', 'dpo', 'dsi', 'direction'] as const;
/** Roles of a structure that answer for what it owes the authorities. */
export const recordingRoles: readonly string[] = ['rssi', 'referent_ssi', 'dpo', 'direction'];
const authorities = ['ars_officer', 'cert_analyst'] as const;

/** Rights on incidents: who holds them, on the organisations where the role is held. */
export const incidentPolicy = {
  /** Declare, complete and follow without an account, by token or by number and code. */
  declare: permission('incident.declare', ['declarant', ...structureTeam], { public: true }),
  followUp: permission('incident.follow_up', [], { public: true }),
  // A reader reads the queue and the files of its organisations, and acts on none. An administrator manages people and
  // organisations, and sees no incident.
  read: permission('incident.read', [...structureTeam, ...authorities, 'declarant', 'crisis_member', 'auditor', 'reader']),
  acknowledge: permission('incident.acknowledge', ['rssi', 'referent_ssi', ...authorities]),
  qualify: permission('incident.qualify', ['rssi', 'referent_ssi', 'direction', ...authorities]),
  write: permission('incident.message', [...structureTeam, ...authorities, 'declarant']),
  attach: permission('incident.attach', [...structureTeam, ...authorities, 'declarant'], { public: true }),
  manageIndicators: permission('incident.indicators', ['rssi', 'referent_ssi', 'dsi', 'cert_analyst']),
  // The authorities record for a structure that the register does not know, since nobody else can (recording.server.ts).
  recordObligation: permission('incident.obligation', [...recordingRoles, ...authorities]),
  // To its structure once the register knows it, or to the right one when the declaration named another.
  move: permission('incident.move', authorities),
  close: permission('incident.close', ['rssi', 'direction', 'cert_analyst']),
  // Under TLP:RED only the marked PDF leaves, for named recipients (documents/export.server.ts).
  export: permission('incident.export', ['rssi', 'direction', 'dpo', 'cert_analyst']),
  // What is sent to the CNIL or to the police: for who records that it was sent (`takesDossier`), or exports the file.
  dossier: permission('incident.dossier', [...recordingRoles, ...authorities]),
  // CERT Santé alone speaks with vendors.
  writeVendor: permission('incident.vendor', ['cert_analyst']),
  /** What a vendor reads and answers by its link. */
  answerAsVendor: permission('incident.vendor_answer', [], { public: true }),
  draftBulletin: permission('incident.bulletin', ['cert_analyst']),
};

/** Roles that read of a file more than what its declarant is told. */
export const readingRoles: readonly string[] = incidentPolicy.read.roles.filter((role) => role !== 'declarant');

/** Read the measures wished for at closing. */
export const measuresPermission = permission('measure.read', readingRoles);

/** Read in the journal, word for word, what was done to files. */
export const journaledFilesPermission = permission('incident.read_journal', readingRoles);

/** Take the ready dossier of any file; the region takes those of structures that the register does not know alone. */
export const anyDossierPermission = permission('incident.dossier', incidentPolicy.dossier.roles.filter((role) => role !== 'ars_officer'));
