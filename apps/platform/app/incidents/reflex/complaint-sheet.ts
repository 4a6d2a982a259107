import { fieldGroups, type ComplaintField, type ComplaintSheet, type FieldGroup } from './complaint.ts';
import { complaintFields } from './content/complaint-fields.ts';
import { complaint } from './content/complaint.ts';
import { contactsIn, sourcesIn, stepsIn, type SheetLocale, type Step, type StepText } from './sheet.ts';

/** The complaint sheet (code pénal 323-1 to 323-3-1; code des assurances L.12-10-1) in one language. */
export function complaintSheet(locale: SheetLocale): ComplaintSheet {
  const steps = (list: readonly StepText[]): readonly Step[] => stepsIn(locale, list);
  return {
    id: 'complaint',
    title: complaint.title[locale],
    forWhom: complaint.forWhom[locale],
    when: complaint.when[locale],
    deadline: steps(complaint.deadline),
    whereToFile: steps(complaint.whereToFile),
    whoSigns: steps(complaint.whoSigns),
    bring: steps(complaint.bring),
    facts: steps(complaint.facts),
    preserve: steps(complaint.preserve),
    doNot: steps(complaint.doNot),
    offences: complaint.offences.map(({ article, text, examples }) => ({
      article,
      text: text[locale],
      examples: examples[locale],
    })),
    groups: fieldGroups.map((id) => ({ id, title: complaint.groupTitles[id][locale], fields: fieldsIn(locale, id) })),
    whoToCall: contactsIn(locale, complaint.whoToCall),
    sources: sourcesIn(locale, complaint.sources),
  };
}

function fieldsIn(locale: SheetLocale, group: FieldGroup): readonly ComplaintField[] {
  return complaintFields
    .filter((field) => field.group === group)
    .map((field) => ({
      id: field.id,
      group: field.group,
      kind: field.kind,
      label: field.label[locale],
      ...(field.help === undefined ? {} : { help: field.help[locale] }),
    }));
}
