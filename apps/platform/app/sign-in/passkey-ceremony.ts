import {
  browserSupportsWebAuthn, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { Problem } from '../ground/attempt.ts';

/** How a ceremony ended in the browser: the answer to send, a refusal of the server, or nothing. */
export type Ceremony = { answer: string } | { problem: Problem } | { failed: 'cancelled' | 'unsupported' };

async function ask<Options>(path: string, body: FormData): Promise<{ options: Options } | { problem: Problem }> {
  const response = await fetch(path, { method: 'POST', body });
  return (await response.json()) as { options: Options } | { problem: Problem };
}

async function ceremony<Options>(path: string, body: FormData, start: (options: Options) => Promise<unknown>): Promise<Ceremony> {
  if (!browserSupportsWebAuthn()) return { failed: 'unsupported' };
  try {
    const asked = await ask<Options>(path, body);
    return 'problem' in asked ? asked : { answer: JSON.stringify(await start(asked.options)) };
  } catch {
    // The device, the person or the network gave up: the page says so, and nothing was changed.
    return { failed: 'cancelled' };
  }
}

/** Lets the device sign the person in. */
export function authenticate(): Promise<Ceremony> {
  return ceremony<PublicKeyCredentialRequestOptionsJSON>('/connexion/cle-d-acces', new FormData(), (optionsJSON) => startAuthentication({ optionsJSON }));
}

/** Lets the device make a key, after the password in `form`. */
export function register(form: FormData): Promise<Ceremony> {
  return ceremony<PublicKeyCredentialCreationOptionsJSON>('/compte/securite/cle-d-acces/demande', form, (optionsJSON) => startRegistration({ optionsJSON }));
}
