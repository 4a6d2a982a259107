import { TLP } from '@hygie/incident-exchange';
import { newId } from '../../../ground/id.ts';
import type { RequestContext, SignedIn } from '../../../request-context.ts';
import { unlistedAt } from '../../declaration.ts';
import { takesDossier } from '../../dossier-taking.ts';
import { testFacts, testOf } from '../../facts.ts';
import { mayAct } from '../../incident.ts';
import { incidentPolicy, recordingRoles } from '../../policy.ts';
import { readIncident } from '../../file-view.server.ts';
import { seesPart, threadsOf } from '../../sight.ts';

/** Everything that the pages of a file show, cut to what the reader may see, with the acts that are open to them. */
export async function readFilePage({ platform, signedIn }: RequestContext & { signedIn: SignedIn }, number: string) {
  const view = await readIncident(platform, signedIn.actor, number);
  const holds = (name: keyof typeof incidentPolicy) => incidentPolicy[name].roles.some((role) => view.roles.some((held) => held === role));
  const { side, state } = view;
  /** Nobody of a structure that the register does not know works here: its authorities record for it. */
  const onBehalf = holds('recordObligation') && !view.roles.some((role) => recordingRoles.includes(role));
  const records = holds('recordObligation') && (!onBehalf || unlistedAt(view.declaration, view.organisation.id) !== null);
  return {
    view,
    // The thread with the vendor of a weakness has a page of its own.
    threads: threadsOf(side).filter((thread) => thread !== 'vendor' || view.kind !== 'weakness'),
    /** The legal test of the file, with its reasons. */
    test: testOf(view.facts, view.nature),
    /** How many of its five questions nobody of the file answered. */
    unanswered: testFacts.filter((fact) => !view.history.some((one) => one.fact === fact)).length,
    /** A key a form sends back, so that a double click acts once. */
    key: newId(),
    personId: signedIn.actor.personId,
    personName: signedIn.actor.label,
    /** What the reader sees of the file. */
    sees: {
      attachments: seesPart(side, 'attachments'),
      indicators: seesPart(side, 'indicators'),
      obligations: seesPart(side, 'obligations'),
      closing: seesPart(side, 'closing'),
      bulletin: holds('draftBulletin'),
      vendor: view.kind === 'weakness' && holds('writeVendor'),
      history: side !== 'declarant',
      /** Whether what the reader records is recorded for the structure. */
      onBehalf: records && onBehalf,
    },
    /** What the reader may do now, from their roles and the state of the file. Commands check again. */
    may: {
      acknowledge: holds('acknowledge') && mayAct(state, 'acknowledge'),
      assign: holds('acknowledge') && mayAct(state, 'work'),
      qualify: holds('qualify') && mayAct(state, 'qualify'),
      write: holds('write') && mayAct(state, 'work'),
      attach: holds('attach') && mayAct(state, 'work'),
      indicators: holds('manageIndicators') && mayAct(state, 'work'),
      obligation: records && mayAct(state, 'record'),
      move: holds('move') && mayAct(state, 'work'),
      close: holds('close') && mayAct(state, 'close'),
      reopen: holds('close') && mayAct(state, 'reopen'),
      export: holds('export'),
      dossier: takesDossier(view.roles, { declaration: view.declaration, organisationId: view.organisation.id }),
      bulletin: holds('draftBulletin') && mayAct(state, 'qualify'),
    },
    /** Printed on each sheet. */
    protection: TLP[view.tlp as keyof typeof TLP].label,
  };
}

/** What `readFilePage` answers. */
export type FilePage = Awaited<ReturnType<typeof readFilePage>>;
