import { permission } from '../ground/actor.ts';

const structureTeam = ['referent_ssi', 'rssi', 'dpo', 'dsi', 'direction'] as const;
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
  recordObligation: permission('incident.obligation', ['rssi', 'referent_ssi', 'dpo', 'direction']),
  close: permission('incident.close', ['rssi', 'direction', 'cert_analyst']),
  // Under TLP:RED only the marked PDF leaves, for named recipients (documents/export.server.ts).
  export: permission('incident.export', ['rssi', 'direction', 'dpo', 'cert_analyst']),
  // What is sent to the CNIL or to the police: for who records that it was sent, or exports the file.
  dossier: permission('incident.dossier', ['rssi', 'referent_ssi', 'dpo', 'direction', 'cert_analyst']),
  draftBulletin: permission('incident.bulletin', ['cert_analyst']),
};

/** Roles that read of a file more than what its declarant is told. */
export const readingRoles: readonly string[] = incidentPolicy.read.roles.filter((role) => role !== 'declarant');

/** Read the measures wished for at closing. */
export const measuresPermission = permission('measure.read', readingRoles);

/** Read in the journal, word for word, what was done to files. */
export const journaledFilesPermission = permission('incident.read_journal', readingRoles);
