import { byText } from '../bilingual.ts';
import type { FileIndicator, IncidentFile } from '../file/incident-file.ts';
import { namesOwner } from '../indicators/detection.ts';
import { parseIndicator } from '../indicators/parse.ts';
import { isWellKnownDomain } from '../indicators/well-known.ts';
import { anonymiseText, prepare, type Counts, type Identity, type IdentityKind, type Prepared } from './anonymise-text.ts';
import { fold, occurrences } from './text-fold.ts';

/** What the caller knows of identities beyond the file itself. */
export type AnonymiseInput = {
  /** Number of the bulletin: it takes the place of the incident's number. */
  readonly bulletinNumber: string;
  /** Who signs the bulletin; the issuer of the incident may be the victim. */
  readonly issuer: IncidentFile['issuer'];
  readonly organisations: readonly string[];
  readonly towns: readonly string[];
  readonly people: readonly string[];
  /** Internal host names, domains, directory names. */
  readonly hosts: readonly string[];
  readonly others: readonly string[];
};

/** What was done, for the analyst who reads the draft over. */
export type AnonymisationReport = {
  /** Replacements in texts, by kind. */
  readonly replaced: readonly { readonly kind: IdentityKind; readonly count: number }[];
  /** Indicators left out because they name the victim or only mean something inside its network. */
  readonly removedIndicators: readonly { readonly type: FileIndicator['type']; readonly value: string }[];
  /** Fields emptied whatever they held. */
  readonly emptied: readonly ('contacts' | 'organisation' | 'patients' | 'persons' | 'related' | 'uuid')[];
  /** Identities too short to be searched (under two letters or digits): look for them by eye. */
  readonly ignored: readonly string[];
};

function identitiesOf(file: IncidentFile, input: AnonymiseInput): Identity[] {
  const { name, finessEj, finessEt, siret } = file.organisation;
  const as = (kind: IdentityKind, texts: readonly (string | null)[]): Identity[] =>
    texts.filter((text) => text !== null && text !== '').map((text) => ({ kind, text: text ?? '' }));
  return [
    ...as('organisation', [name, ...input.organisations]),
    ...as('number', [finessEj, finessEt, siret, file.number, ...file.related, file.uuid]),
    ...as('email', file.contacts.map(({ email }) => email)),
    ...as('phone', file.contacts.map(({ phone }) => phone)),
    ...as('town', input.towns),
    ...as('person', input.people),
    ...as('host', [...input.hosts, ...file.ownDomains.filter((domain) => !isWellKnownDomain(domain))]),
    ...as('other', input.others),
  ];
}

function names(text: string, identities: readonly Prepared[]): boolean {
  const folded = fold(text);
  return identities.some(({ folded: name }) => occurrences(folded, name).length > 0);
}

/** Whether an indicator points to the attacker rather than to the victim's own network. */
function pointsOutside({ type, value }: FileIndicator, ownDomains: readonly string[], identities: readonly Prepared[]): boolean {
  const reading = parseIndicator(value, type);
  const inside = reading.ok && reading.indicator.warnings.some((one) => one === 'private_address' || one === 'internal_name');
  return !inside && !namesOwner({ type, value }, ownDomains) && !names(value, identities) && !(reading.ok && names(reading.indicator.readable, identities));
}

function reportOf(counts: Counts, removed: readonly FileIndicator[], ignored: readonly string[]): AnonymisationReport {
  return {
    replaced: [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => byText(a.kind, b.kind)),
    removedIndicators: removed.map(({ type, value }) => ({ type, value })),
    emptied: ['contacts', 'organisation', 'patients', 'persons', 'related', 'uuid'],
    ignored,
  };
}

/**
 * A draft of a bulletin: the same incident without the identities of the victim. Names are found whatever their
 * case, accents and separators. The result is a draft: a person reads it before it leaves, with the report in hand.
 */
export function anonymise(file: IncidentFile, input: AnonymiseInput): { file: IncidentFile; report: AnonymisationReport } {
  const { searchable, ignored } = prepare(identitiesOf(file, input));
  const counts: Counts = new Map();
  const clean = (text: string): string => anonymiseText(text, searchable, counts);
  const cleanOrNull = (text: string | null): string | null => (text === null ? null : clean(text));
  const kept = file.indicators.filter((indicator) => pointsOutside(indicator, file.ownDomains, searchable));
  const removed = file.indicators.filter((indicator) => !kept.includes(indicator));
  const draft: IncidentFile = {
    ...file,
    uuid: null,
    number: clean(input.bulletinNumber),
    title: clean(file.title),
    issuer: { name: clean(input.issuer.name), domain: names(input.issuer.domain, searchable) ? 'issuer.invalid' : input.issuer.domain },
    organisation: { ...file.organisation, name: null, finessEj: null, finessEt: null, siret: null },
    description: clean(file.description),
    impacts: { ...file.impacts, careDetail: clean(file.impacts.careDetail), patients: null, persons: null },
    indicators: kept.map((indicator) => ({ ...indicator, comment: clean(indicator.comment) })),
    ownDomains: [],
    timeline: file.timeline.map(({ at, text }) => ({ at, text: clean(text) })),
    contacts: [],
    measures: file.measures.map(clean),
    cause: cleanOrNull(file.cause),
    lessons: cleanOrNull(file.lessons),
    related: [],
  };
  return { file: draft, report: reportOf(counts, removed, ignored) };
}
