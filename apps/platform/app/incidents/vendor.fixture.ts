import type { Actor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import type { TestFiles } from './files.fixture.ts';
import { writeVendor } from './vendor.server.ts';
import { answerAsVendor, openVendorLink, type VendorLink, vendorActor } from './vendor-link.server.ts';

/** A weakness that names nobody but its declarant. */
export const weakness = { kind: 'weakness', weakness: { vendor: 'Médilogic', product: 'Passerelle', description: 'Le portail répond sans mot de passe.' } };

/** A letter that names nobody. */
export const letter = { name: 'Médilogic', email: 'psirt@medilogic.example', subject: 'Faiblesse de la passerelle', body: 'Voir https://piege.example/p : compte par défaut.', answerDays: 15 };

/** A document that a vendor joins. */
export const piece = { name: 'avis.pdf', size: 3, mediaType: 'application/pdf', sha256: Buffer.alloc(32, 9).toString('base64') };

/** The secret of the link in a letter. */
export const tokenIn = (body: string) => /\/editeur\?jeton=([\w-]{43})/.exec(body)?.[1] ?? '';

/** What vendors and CERT Santé do in tests: letters sent, mails queued, links opened, answers. */
export function vendorDesk({ db }: TestFiles) {
  const mails = async (number: string, purpose: string) =>
    (await db.admin.query("select organisation_id, recipient, subject, body, secret from mail where purpose = $1 and (subject like $2 or body like $2) order by created_at, id", [purpose, `%${number}%`])).rows;
  return {
    mails,
    write: (actor: Actor, number: string, more: object = {}) => run(db.platform, actor, writeVendor, { number, ...letter, ...more }),
    /** The link of the last letter. */
    async link(number: string): Promise<VendorLink> {
      const opened = await openVendorLink(db.platform, '192.0.2.7', tokenIn((await mails(number, 'incident.vendor_letter')).at(-1)?.body ?? ''));
      if (!opened) throw new Error('the link opens nothing');
      return opened;
    },
    answer: (by: VendorLink, input: object = { text: 'Mardi.' }) => run(db.platform, vendorActor(by, '192.0.2.7'), answerAsVendor, input),
  };
}
