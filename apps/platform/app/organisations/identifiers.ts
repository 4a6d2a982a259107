import { checkFiness, checkSiren, checkSiret, type IdentifierCheck, type IdentifierWarning } from '@hygie/finess';
import { type IdentifierField, identifierFields } from './identifier-fields.ts';

/** An identifier that looks wrong. The registers themselves hold some: it is told, never refused. */
export interface IdentifierDoubt {
  field: IdentifierField;
  value: string;
  warning: IdentifierWarning;
}

const checks: Record<IdentifierField, (value: string) => IdentifierCheck> = {
  finessEj: checkFiness,
  finessEt: checkFiness,
  siren: checkSiren,
  siret: checkSiret,
};

/** The identifiers that look wrong among those given. */
export function doubtsAbout(identifiers: Partial<Record<IdentifierField, string | null | undefined>>): IdentifierDoubt[] {
  return identifierFields.flatMap((field) => {
    const written = identifiers[field];
    if (!written) return [];
    const checked = checks[field](written);
    return checked.valid ? [] : [{ field, value: checked.value, warning: checked.warning }];
  });
}
