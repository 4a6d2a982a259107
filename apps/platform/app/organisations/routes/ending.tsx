import { useTranslations } from 'use-intl';
import { Confirmation, type ConfirmationProps } from '../../ui/confirmation.tsx';
import { Narrow } from '../../ui/layout.tsx';
import { type RefusedForm, useRefusal } from './form-problem.tsx';
import { type FrameData, OrganisationFrame } from './frame.tsx';

interface EndingProps extends Pick<ConfirmationProps, 'lost' | 'undo'> {
  frame: FrameData;
  view: 'identity' | 'people' | 'mandates';
  /** What is to be ended, as a sentence that the question and the button share. */
  act: string;
  /** Field that a refusal of the act would name. */
  field: string;
  /** Where one was. */
  back: string;
  refused: RefusedForm | undefined;
}

/** Page that asks before a role, a mandate or an adhesion ends. */
export function Ending({ frame, view, act, field, back, refused, lost, undo }: EndingProps) {
  const t = useTranslations('organisations.ending');
  const refusal = useRefusal(refused);
  return (
    <OrganisationFrame {...frame} current={view} subject={act} refusal={refused ? refusal.summary : undefined}>
      <Narrow>
        <Confirmation
          title={t('question', { act })}
          lost={lost}
          undo={undo}
          confirm={act}
          cancel={{ href: back, label: t('cancel') }}
          id={refusal.field('end', field).id}
        >
          <input type="hidden" name="intent" value="end" />
        </Confirmation>
      </Narrow>
    </OrganisationFrame>
  );
}
