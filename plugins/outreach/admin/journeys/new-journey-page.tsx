import {
  describeError,
  LoadingState,
  NameFields,
  newCommandKey,
  PageFrame,
  useCommand,
  useData,
  useLocale,
  useNaming,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { NavLink, useNavigate, useSearchParams } from 'react-router-dom';
import { definitionIn, emptyDefinition } from './graph/definition';
import type { Definition } from './graph/definition';
import { CreateJourneyDocument, JourneyTemplatesDocument } from './journeys.documents';
import { readyJourneysIn, ReadyJourneys } from './ready-journeys';
import { texts } from './texts';

/** First what one starts from, then its name: from then on it is a draft that saves itself. */
export function NewJourneyPage() {
  const t = useTexts(texts);
  const locale = useLocale();
  const [address] = useSearchParams();
  const from = address.get('from');
  const templates = useData(JourneyTemplatesDocument, {});
  if (from === null)
    return (
      <PageFrame title={t('newTitle')} navigation={<Back />}>
        <ReadyJourneys />
      </PageFrame>
    );
  if (from === '') return <Naming name="" definition={emptyDefinition} />;
  if (templates.data === undefined)
    return (
      <PageFrame title={t('newTitle')} navigation={<Back />}>
        <LoadingState />
      </PageFrame>
    );
  const ready = readyJourneysIn(templates.data.journeyTemplates, locale).find(({ key }) => key === from);
  return <Naming key={from} name={ready?.name ?? ''} definition={definitionIn(ready?.definition ?? null)} />;
}

export function Back() {
  const t = useTexts(texts);
  return (
    <Link tag={NavLink} to="/journeys" startIcon={<ArrowLeft aria-hidden />}>
      {t('back')}
    </Link>
  );
}

function Naming({ name, definition }: { readonly name: string; readonly definition: Definition }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const naming = useNaming('journey', name);
  const create = useCommand(CreateJourneyDocument);
  const open = (): void =>
    create.mutate(
      { input: { key: naming.key, name: naming.name.trim(), definition, idempotencyKey: newCommandKey() } },
      {
        onSuccess: ({ createJourney: { journey } }) => {
          if (journey !== null) void navigate(`/journeys/${journey.journeyId}`, { replace: true });
        },
      },
    );
  return (
    <PageFrame title={t('newTitle')} navigation={<Back />}>
      <Box
        tag="form"
        background="neutral0"
        hasRadius
        shadow="tableShadow"
        padding={5}
        onSubmit={(event) => {
          event.preventDefault();
          if (naming.isWhole) open();
        }}
      >
        <Flex direction="column" alignItems="stretch" gap={4}>
          <NameFields naming={naming} error={null} />
          {create.error !== null && (
            <Typography textColor="danger600" role="alert">
              {describeError(create.error, locale)}
            </Typography>
          )}
          <Box>
            <Button type="submit" disabled={!naming.isWhole} loading={create.isPending}>
              {t('open')}
            </Button>
          </Box>
        </Flex>
      </Box>
    </PageFrame>
  );
}
