import type { Platform } from '../../../ground/platform.ts';
import type { RequestContext } from '../../../request-context.ts';
import { draftCookie } from '../../draft.server.ts';
import { readStepPage, type StepRefusal, takeStep } from './step-page.server.ts';

/** What a page answered: where it leads, or why it is shown again; and the cookies that came with it. */
export interface Answer {
  to: string | null;
  refusal: StepRefusal | null;
  cookies: string[];
}

/** A browser without JavaScript that declares: it holds the token of its draft and posts forms. */
export function declaring(platform: Platform, token: string) {
  const context = () => ({ platform, locale: 'fr', origin: '192.0.2.7', setCookies: [] as string[] }) as unknown as RequestContext;
  const request = (path: string, body?: BodyInit) =>
    new Request(`https://hygie.example${path}`, { headers: { Cookie: `${draftCookie}=${token}` }, ...(body === undefined ? {} : { method: 'POST', body }) });
  return {
    /** Sends a page of the form. */
    async send(kind: string, step: string, answers: Record<string, string | string[]> | FormData): Promise<Answer> {
      const body = answers instanceof FormData ? answers : new URLSearchParams(Object.entries(answers).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])));
      const used = context();
      try {
        return { to: null, refusal: await takeStep(used, request(`/signaler/${kind}/${step}`, body), { kind, step }), cookies: used.setCookies };
      } catch (thrown) {
        if (!(thrown instanceof Response)) throw thrown;
        return { to: thrown.headers.get('location'), refusal: null, cookies: used.setCookies };
      }
    },
    /** Opens a page of the form. */
    page: (kind: string, step: string) => readStepPage(context(), request(`/signaler/${kind}/${step}`), { kind, step }),
    /** Where opening a page leads, when it is elsewhere. */
    async leads(kind: string, step: string): Promise<string | null> {
      try {
        await readStepPage(context(), request(`/signaler/${kind}/${step}`), { kind, step });
        return null;
      } catch (thrown) {
        if (!(thrown instanceof Response)) throw thrown;
        return thrown.headers.get('location');
      }
    },
  };
}

/** The answers of a whole incident, step by step; `organisationId` names the structure. */
export function wholeIncident(organisationId: string): [string, Record<string, string | string[]>][] {
  return [
    ['declarant', { name: 'Élise Morvan', phone: '01 23 45 67 89' }],
    ['structure', { search: 'valbrune', organisationId }],
    ['facts', { description: 'Un message en anglais s’affiche.', nature: 'malicious_suspected', typeCode: 'ransomware', 'startedAt.date': '2026-01-05', 'startedAt.time': '06:30', systems: ['imaging', 'servers'] }],
    ['effects', { care: 'degraded', patients: '12', data: ['patient'] }],
    ['help', { measures: ['isolated'], help: ['advice'] }],
  ];
}
