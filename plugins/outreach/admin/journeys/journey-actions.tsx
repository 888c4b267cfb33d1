import { ConfirmDialog, newCommandKey, useCommand, useTexts, useViewer } from '@rapport/sdk/admin';
import { Button, Flex, SimpleMenu, MenuItem, Typography } from '@strapi/design-system';
import { More } from '@strapi/icons';
import { useId, useState } from 'react';
import type { Definition } from './graph/definition';
import type { Journey } from './journey-page';
import { PauseJourneyDocument, ResumeJourneyDocument, StopJourneyEntriesDocument } from './journeys.documents';
import type { PauseJourneyMutationVariables as JourneyCommand } from './journeys.documents';
import type { Version } from './live/versions-in';
import { MoveDialog } from './move-dialog';
import { pageTexts } from './page-texts';
import { PublishDialog } from './publish-dialog';
import type { Checked } from './use-faults';

type Props = {
  readonly journey: Journey;
  readonly checked: Checked;
  readonly draft: Definition;
  /** Undefined: it was never published. */
  readonly current: Version | undefined;
  readonly isChanged: boolean;
  readonly flush: () => Promise<boolean>;
};
const commands = { pause: PauseJourneyDocument, resume: ResumeJourneyDocument, stop: StopJourneyEntriesDocument };
type Turn = keyof typeof commands;
type Asking = Turn | 'publish' | 'move';

/** What may be done with a journey. */
export function JourneyActions({ journey, checked, draft, current, isChanged, flush }: Props) {
  const t = useTexts(pageTexts);
  const { can } = useViewer();
  const hint = useId();
  const [asking, setAsking] = useState<Asking | null>(null);
  if (!can('outreach.send')) return null;
  const { state } = journey;
  const turns: readonly (Turn | 'move')[] = [
    ...(state === 'RUNNING' || state === 'DONE' ? (['pause'] as const) : []),
    ...(state === 'PAUSED' || state === 'DONE' ? (['resume'] as const) : []),
    ...(state === 'RUNNING' || state === 'PAUSED' ? (['stop'] as const) : []),
    ...(state === 'RUNNING' && journey.version > 1 ? (['move'] as const) : []),
  ];
  const hindrance = !isChanged
    ? t('same')
    : checked.faults.length > 0
      ? t('mend', { count: checked.faults.length })
      : '';
  const close = (): void => setAsking(null);
  return (
    <Flex direction="column" alignItems="flex-end" gap={2}>
      <Flex gap={2}>
        {turns.length > 0 && (
          <SimpleMenu label={t('more')} tag={Button} variant="tertiary" endIcon={<More aria-hidden />}>
            {turns.map((turn) => (
              <MenuItem key={turn} onSelect={() => setAsking(turn)}>
                {t(turn)}
              </MenuItem>
            ))}
          </SimpleMenu>
        )}
        <Button
          disabled={!isChanged || !checked.isWhole}
          aria-describedby={hint}
          onClick={() => void flush().then((isKept) => (isKept ? setAsking('publish') : undefined))}
        >
          {t('publish')}
        </Button>
      </Flex>
      <Typography id={hint} variant="pi" textColor="neutral600">
        {hindrance}
      </Typography>
      {asking === 'publish' && <PublishDialog {...{ journey, draft, current, onClose: close }} />}
      {asking === 'move' && <MoveDialog journey={journey} onClose={close} />}
      {asking !== null && asking !== 'publish' && asking !== 'move' && (
        <TurnDialog journey={journey} turn={asking} onClose={close} />
      )}
    </Flex>
  );
}

type TurnProps = { readonly journey: Journey; readonly turn: Turn; readonly onClose: () => void };
const words = {
  pause: { title: 'pauseTitle', text: 'pauseText' },
  resume: { title: 'resumeTitle', text: 'resumeText' },
  stop: { title: 'stopTitle', text: 'stopText' },
} as const;

function TurnDialog({ journey: { journeyId, name }, turn, onClose }: TurnProps) {
  const t = useTexts(pageTexts);
  const command = useCommand<unknown, JourneyCommand>(commands[turn]);
  const input = { journeyId, idempotencyKey: newCommandKey() };
  return (
    <ConfirmDialog
      title={t(words[turn].title, { name })}
      text={t(words[turn].text)}
      action={t(turn)}
      isBusy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate({ input }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
