import { permission } from '../ground/actor.ts';

/** Rights on people, roles and organisations: who holds them. */
export const organisationPolicy = {
  /** Read the public register. Nobody needs a role: queries that use it run as the platform. */
  readRegister: permission('register.read', []),
  /** See people and their roles. */
  readPeople: permission('people.read', ['rssi', 'administrator', 'direction', 'referent_ssi', 'ars_officer', 'cert_analyst', 'auditor']),
  /** Invite, grant and withdraw roles; the grant itself is bounded by `mayGrant`. */
  managePeople: permission('people.manage', ['administrator', 'rssi'], { assurance: 2 }),
  /** Entrust a role to a provider, and end it. */
  manageMandates: permission('mandate.manage', ['administrator', 'direction'], { assurance: 2 }),
  /** Create groups, establishments and sites, have members join a group and leave it. */
  manageStructures: permission('structure.manage', ['administrator'], { assurance: 2 }),
  /** Change the private profile (mailbox, statuses). */
  manageProfile: permission('organisation.manage', ['administrator', 'rssi', 'direction']),
  readProfile: permission('organisation.read', ['rssi', 'administrator', 'direction', 'referent_ssi', 'dpo', 'dsi', 'ars_officer', 'cert_analyst', 'auditor', 'declarant', 'crisis_member', 'reader']),
  readJournal: permission('journal.read', ['administrator', 'auditor', 'rssi']),
  readMail: permission('mail.read', ['administrator', 'rssi'], { assurance: 2 }),
};
