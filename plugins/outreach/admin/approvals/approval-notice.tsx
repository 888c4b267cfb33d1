import { ConfirmDialog, newCommandKey, Notice, RelativeTime, useCommand, useTexts } from '@rapport/sdk/admin';
import type { GraphqlDocument } from '@rapport/sdk/admin';
import { Button, Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { texts } from './texts';

const noteCharsMax = 1_000;

/** As Approval of the API. Times are ISO 8601. */
export type Approval = {
  readonly state: 'WAITING' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN';
  readonly askedBy: string;
  readonly askedByName: string | null;
  readonly askedAt: string;
  readonly startsAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
  readonly mayDecide: boolean;
};
type Decision = 'approve' | 'decline';
type Said = { readonly note: string | null; readonly idempotencyKey: string };
type Props<Input> = {
  /** Null: nobody ever had to approve it. */
  readonly approval: Approval | null;
  readonly name: string;
  readonly commands: Readonly<Record<Decision, GraphqlDocument<unknown, { readonly input: Input }>>>;
  readonly inputOf: (said: Said) => Input;
};

/** That it waits for a second person, with the buttons for that; else what that person said. */
export function ApprovalNotice<Input>({ approval, name, commands, inputOf }: Props<Input>) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState<Decision | null>(null);
  if (approval === null || approval.state === 'WITHDRAWN') return null;
  const { state, mayDecide } = approval;
  return (
    <Notice kind={state === 'APPROVED' ? 'good' : 'warning'}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Told approval={approval} />
        {mayDecide && (
          <Flex gap={2}>
            <Button variant="danger-light" onClick={() => setAsking('decline')}>
              {t('decline')}
            </Button>
            <Button onClick={() => setAsking('approve')}>{t('approve')}</Button>
          </Flex>
        )}
      </Flex>
      {asking !== null && (
        <DecideDialog
          key={asking}
          {...{ name, inputOf, decision: asking, command: commands[asking] }}
          onClose={() => setAsking(null)}
        />
      )}
    </Notice>
  );
}

function Told({ approval }: { readonly approval: Approval }) {
  const t = useTexts(texts);
  const { state, askedAt, startsAt, decidedAt, note } = approval;
  const who = approval.decidedByName ?? approval.decidedBy ?? '';
  if (state === 'WAITING')
    return (
      <Flex direction="column" alignItems="flex-start">
        <Typography fontWeight="semiBold">{t('waiting')}</Typography>
        <Typography>{t('waitingText', { who: approval.askedByName ?? approval.askedBy })}</Typography>
        <Typography textColor="neutral700">
          {t('asked')} <RelativeTime at={askedAt} />
          {startsAt !== null && (
            <>
              {' · '}
              {t('startsAt')} <RelativeTime at={startsAt} />
            </>
          )}
        </Typography>
      </Flex>
    );
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography>
        {state === 'APPROVED' ? t('approved', { who }) : t('declined', { who })}
        {decidedAt !== null && (
          <>
            {' · '}
            <RelativeTime at={decidedAt} />
          </>
        )}
      </Typography>
      {note !== null && <Typography>{t('noted', { note })}</Typography>}
    </Flex>
  );
}

const words = {
  approve: { title: 'approveTitle', text: 'approveText', action: 'approveAction' },
  decline: { title: 'declineTitle', text: 'declineText', action: 'declineAction' },
} as const;

type DialogProps<Input> = Pick<Props<Input>, 'name' | 'inputOf'> & {
  readonly decision: Decision;
  readonly command: GraphqlDocument<unknown, { readonly input: Input }>;
  readonly onClose: () => void;
};

function DecideDialog<Input>({ name, inputOf, decision, command, onClose }: DialogProps<Input>) {
  const t = useTexts(texts);
  const decide = useCommand(command);
  const [note, setNote] = useState('');
  const said = note.trim() === '' ? null : note.trim();
  return (
    <ConfirmDialog
      title={t(words[decision].title, { name })}
      text={t(words[decision].text)}
      action={t(words[decision].action)}
      isWide
      isDanger={decision === 'decline'}
      isBusy={decide.isPending}
      isDisabled={decision === 'decline' && said === null}
      error={decide.error}
      onConfirm={() =>
        decide.mutate({ input: inputOf({ note: said, idempotencyKey: newCommandKey() }) }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Field.Root name="note" required={decision === 'decline'}>
        <Field.Label>{t('note')}</Field.Label>
        <Textarea maxLength={noteCharsMax} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field.Root>
    </ConfirmDialog>
  );
}
