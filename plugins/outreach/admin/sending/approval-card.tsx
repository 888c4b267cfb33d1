import { Card, useTexts, useViewer } from '@rapport/sdk/admin';
import { Field, Toggle } from '@strapi/design-system';
import { texts } from './texts';

type Props = {
  readonly needsApproval: boolean;
  readonly isReader: boolean;
  readonly setNeedsApproval: (needsApproval: boolean) => void;
};

/** Whether somebody else has to approve what wants to go. */
export function ApprovalCard({ needsApproval, isReader, setNeedsApproval }: Props) {
  const t = useTexts(texts);
  const { can } = useViewer();
  return (
    <Card title={t('approvalCard')}>
      <Field.Root name="needsApproval" hint={t('approvalHint')}>
        <Field.Label>{t('approval')}</Field.Label>
        <Toggle
          onLabel={t('on')}
          offLabel={t('off')}
          checked={needsApproval}
          disabled={isReader || !can('outreach.approve')}
          onChange={(event) => setNeedsApproval(event.target.checked)}
        />
        <Field.Hint />
      </Field.Root>
    </Card>
  );
}
