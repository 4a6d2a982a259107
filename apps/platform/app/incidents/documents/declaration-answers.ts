import { formatFiness } from '@hygie/finess';
import {
  CARE_IMPACTS, DATA_IMPACTS, DATA_LOSSES, DETECTION_CHANNELS, HELP_KINDS, INCIDENT_TYPES, NATURES, SYSTEMS,
} from '@hygie/incident-exchange';
import type { PrintedAnswer, PrintedSection } from '../../ground/pdf/printed-document.ts';
import type { Declaration, NamedStructure, StepId } from '../declaration.ts';
import type { fr } from './messages.fr.ts';
import type { Wording } from './wording.ts';

type QuestionId = keyof typeof fr.questions;

/** A question with its answer in words; null: not known yet; undefined: left empty, hence not printed. */
type Said = readonly [QuestionId, string | null | undefined];

/** What a document knows of the structure; how it stands in the register is said when it is known. */
export type DescribedStructure = Pick<NamedStructure, 'name'> & Partial<NamedStructure> & { id?: string };

/** The questions of a declaration with their answers, one section a step, unknown answers said as such. */
export function declarationSections(given: Declaration, organisation: DescribedStructure, wording: Wording): PrintedSection[] {
  const steps: [StepId, Said[]][] = [
    ['declarant', declarantSaid(given, wording)],
    ['structure', [...structureSaid(given, organisation, wording), ['sitesHit', given.kind === 'incident' ? wording.count(given.structure.sitesHit) : undefined]]],
    ...(given.kind === 'weakness' ? [['weakness', weaknessSaid(given, wording)] as [StepId, Said[]]] : incidentSteps(given, wording)),
  ];
  const { t } = wording;
  return steps.map(([step, said]) => ({
    level: 2,
    heading: t(`incidents.documents.steps.${step}`),
    blocks: [{
      kind: 'answers',
      heads: [t('incidents.documents.question'), t('incidents.documents.answer')],
      rows: said.flatMap(([id, value]): PrintedAnswer[] =>
        value === undefined ? [] : [{ label: t(`incidents.documents.questions.${id}`), value: value ?? t('incidents.documents.unknown'), missing: false }],
      ),
    }],
  }));
}

const text = (value: string): string | undefined => (value === '' ? undefined : value);

function many(list: Parameters<Wording['label']>[0], codes: readonly string[], wording: Wording): string | null {
  return codes.length === 0 ? null : codes.map((code) => wording.label(list, code)).join(', ');
}

function declarantSaid({ kind, declarant }: Declaration, wording: Wording): Said[] {
  return [
    ['name', declarant.name], ['role', text(declarant.role)], ['phone', text(declarant.phone)], ['email', text(declarant.email)],
    ['delegate', kind === 'incident' ? wording.answer(declarant.delegate) : undefined], ['technicalContact', text(declarant.technicalContact)],
  ];
}

/** The structure as named, unless the file was attached to one of the register since. */
function unlistedSaid({ structure }: Declaration, known: DescribedStructure) {
  if (known.kind) return known.kind === 'unlisted' ? structure.unlisted : undefined;
  return known.id === undefined || known.id === structure.organisationId ? structure.unlisted : undefined;
}

function structureSaid(given: Declaration, known: DescribedStructure, { t }: Wording): Said[] {
  const unlisted = unlistedSaid(given, known);
  if (unlisted) {
    const followedBy = known.kind === 'unlisted' ? (known.parentName ?? known.name) : known.name;
    return [
      ['organisation', unlisted.name], ['town', unlisted.town], ['identifier', text(unlisted.identifier)],
      ['standing', t('incidents.documents.standings.unlisted', { organisation: followedBy })],
    ];
  }
  const { kind, parentName } = known;
  const standing = kind === 'site' ? t('incidents.documents.standings.site', { parent: parentName ?? '' }) : kind && t('incidents.documents.standings.whole');
  return [['organisation', known.name], ['town', known.town ?? undefined], ['finess', known.finess ? formatFiness(known.finess) : undefined], ['standing', standing]];
}

function incidentSteps({ facts, effects, help }: Extract<Declaration, { kind: 'incident' }>, wording: Wording): [StepId, Said[]][] {
  const { label, answer, instant, count } = wording;
  const measures = help.measures.map((code) => wording.t(`incidents.documents.measures.${code}`)).join('\n');
  return [
    ['facts', [
      ['description', facts.description], ['nature', label(NATURES, facts.nature)], ['typeCode', label(INCIDENT_TYPES, facts.typeCode)],
      ['startedAt', instant(facts.startedAt)], ['startEstimated', facts.startedAt === null ? undefined : wording.t(facts.startEstimated ? 'incidents.documents.yes' : 'incidents.documents.no')],
      ['detectedAt', instant(facts.detectedAt)], ['detection', label(DETECTION_CHANNELS, facts.detection)], ['systems', many(SYSTEMS, facts.systems, wording)],
      ['providerInvolved', answer(facts.providerInvolved)], ['providerName', text(facts.providerName)],
    ]],
    ['effects', [
      ['care', label(CARE_IMPACTS, effects.care)], ['careDetail', text(effects.careDetail)], ['patients', count(effects.patients)],
      ['medicalDevice', answer(effects.medicalDevice)], ['data', many(DATA_IMPACTS, effects.data, wording)], ['lost', many(DATA_LOSSES, effects.lost, wording)],
      ['exfiltration', answer(effects.exfiltration)], ['persons', count(effects.persons)],
    ]],
    ['help', [
      ['measures', text(measures)], ['measuresDetail', text(help.measuresDetail)], ['ongoing', answer(help.ongoing)],
      ['help', many(HELP_KINDS, help.help, wording) ?? undefined], ['helpDetail', text(help.helpDetail)],
    ]],
  ];
}

function weaknessSaid({ weakness }: Extract<Declaration, { kind: 'weakness' }>, wording: Wording): Said[] {
  return [
    ['weakness', wording.t(`incidents.documents.weaknesses.${weakness.weakness}`)], ['vendor', weakness.vendor], ['product', text(weakness.product)],
    ['version', text(weakness.version)], ['description', weakness.description], ['vendorTold', wording.answer(weakness.vendorTold)],
    ['exploited', wording.answer(weakness.exploited)], ['vendorContact', text(weakness.vendorContact)],
  ];
}
