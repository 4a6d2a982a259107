import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** An authenticator made of software, such as a phone: one ES256 key, and what a browser would answer with it. */
export interface SoftwareAuthenticator {
  id: string;
  /** Answers a registration with attestation `none`. */
  register: (challenge: string, change?: Partial<Ceremony>) => unknown;
  /** Answers an authentication. */
  authenticate: (challenge: string, change?: Partial<Ceremony>) => unknown;
}

interface Ceremony {
  origin: string;
  rpId: string;
  userVerified: boolean;
  counter: number;
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
const text = (bytes: Buffer | Uint8Array) => Buffer.from(bytes).toString('base64url');

function authenticatorData({ rpId, userVerified, counter }: Ceremony, attested?: Buffer): Buffer {
  const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested ? 0x40 : 0);
  const head = Buffer.concat([sha256(rpId), Buffer.from([flags]), Buffer.alloc(4)]);
  head.writeUInt32BE(counter, 33);
  return attested ? Buffer.concat([head, attested]) : head;
}

// COSE key of an ES256 key (RFC 9053 § 7.1): kty EC2, alg ES256, curve P-256, x, y.
function coseKey(publicKey: KeyObject): Uint8Array {
  const { x, y } = publicKey.export({ format: 'jwk' });
  const bytes = (part: string | undefined) => Uint8Array.from(Buffer.from(part ?? '', 'base64url'));
  return isoCBOR.encode(new Map<number, number | Uint8Array>([[1, 2], [3, -7], [-1, 1], [-2, bytes(x)], [-3, bytes(y)]]));
}

/** Makes an authenticator whose ceremonies run for a site. */
export function softwareAuthenticator(origin: string): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(16);
  const id = text(credentialId);
  let counter = 0;
  const ceremony = (change: Partial<Ceremony>): Ceremony => ({
    origin, rpId: new URL(origin).hostname, userVerified: true, counter: (counter += 1), ...change,
  });
  const clientData = (type: string, challenge: string, site: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: site, crossOrigin: false }));
  return {
    id,
    register: (challenge, change = {}) => {
      const run = ceremony(change);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)]);
      const attestation = new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', Uint8Array.from(authenticatorData(run, attested))]]);
      const response = {
        clientDataJSON: text(clientData('webauthn.create', challenge, run.origin)),
        attestationObject: text(isoCBOR.encode(attestation as never)),
        transports: ['internal'],
      };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    },
    authenticate: (challenge, change = {}) => {
      const run = ceremony(change);
      const data = clientData('webauthn.get', challenge, run.origin);
      const signed = authenticatorData(run);
      const signature = sign('sha256', Buffer.concat([signed, sha256(data)]), privateKey);
      const response = { clientDataJSON: text(data), authenticatorData: text(signed), signature: text(signature) };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    },
  };
}
