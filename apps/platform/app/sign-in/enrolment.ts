import type { PersonActor } from '../ground/actor.ts';

/** Whether a person must add a second factor before anything else: administrators signed in with one factor. */
export function mustEnrol(signedIn: { actor: PersonActor }): boolean {
  return signedIn.actor.assurance < 2 && signedIn.actor.rights.some((right) => right.role === 'administrator');
}

/** Pages that a person who must enrol may reach all the same, whether asked as a page or as its data. */
export function openBeforeEnrolment(pathname: string): boolean {
  return /^\/(?:compte\/securite(?:\/.*)?|deconnexion|preferences)(?:\.data)?$/.test(pathname);
}
