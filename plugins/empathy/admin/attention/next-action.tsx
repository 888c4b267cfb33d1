import { newCommandKey, objects, textIn, useCommand, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { DecideSuggestionDocument, OfferSuggestionDocument } from './attention.documents';
import { texts } from './texts';

type Props = {
  readonly profile: { readonly profileId: string; readonly nextBestActions: Json };
  readonly mayDecide: boolean;
};

/** The best thing to do, with its reason; what the agent makes of it is written down, and learnt from. */
export function NextAction({ profile: { profileId, nextBestActions }, mayDecide }: Props) {
  const [best] = objects(nextBestActions);
  if (best === undefined) return null;
  const key = textIn(best, 'key');
  return <Offered key={key} {...{ profileId, best, mayDecide }} />;
}

type OfferedProps = { readonly profileId: string; readonly best: JsonObject; readonly mayDecide: boolean };

function Offered({ profileId, best, mayDecide }: OfferedProps) {
  const t = useTexts(texts);
  const [said, setSaid] = useState<'USED' | 'DISMISSED' | null>(null);
  const [idempotencyKey] = useState(newCommandKey);
  const offer = useCommand(OfferSuggestionDocument);
  const decide = useCommand(DecideSuggestionDocument);
  const action = textIn(best, 'label');
  const say = (outcome: 'USED' | 'DISMISSED'): void => {
    const what = { kind: 'ACTION' as const, item: textIn(best, 'key'), situation: textIn(best, 'situation') };
    offer.mutate(
      { input: { profileId, idempotencyKey, ...what } },
      {
        onSuccess: ({ offerSuggestion: { suggestionId } }) =>
          decide.mutate({ input: { suggestionId, outcome } }, { onSuccess: () => setSaid(outcome) }),
      },
    );
  };
  const isBusy = offer.isPending || decide.isPending;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2} maxWidth="30rem">
      <Typography fontWeight="semiBold" title={textIn(best, 'why')}>
        {action}
      </Typography>
      {said !== null && (
        <Typography textColor="neutral600" role="status">
          {t(said === 'USED' ? 'taken' : 'dismissed')}
        </Typography>
      )}
      {said === null && mayDecide && (
        <Flex gap={2}>
          <Button
            size="S"
            variant="secondary"
            disabled={isBusy}
            aria-label={t('takeLabel', { action })}
            onClick={() => say('USED')}
          >
            {t('take')}
          </Button>
          <Button
            size="S"
            variant="tertiary"
            disabled={isBusy}
            aria-label={t('dismissLabel', { action })}
            onClick={() => say('DISMISSED')}
          >
            {t('dismiss')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
