import {
  Avatar,
  Card,
  ErrorState,
  LoadingState,
  nameOf,
  Notice,
  RelativeTime,
  useData,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Badge, Box, Button, Field, Flex, Link, TextInput, Typography } from '@strapi/design-system';
import { Download, Search, Trash } from '@strapi/icons';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { NavLink, useSearchParams } from 'react-router-dom';
import { EraseDialog } from '../customers/privacy/erase-dialog';
import { ExportDialog } from '../customers/privacy/export-dialog';
import { kindName } from '../identity/kind-name';
import { FindPersonDocument } from './privacy.documents';
import type { FindPersonQuery } from './privacy.documents';
import { texts } from './texts';
import { readWho } from './who';

type Person = NonNullable<FindPersonQuery['profile']>;
const identifiersShown = 12;

/** Whom it is about; the address of the page may name one (`?who=<id>`). */
export function PersonCard() {
  const t = useTexts(texts);
  const [address, setAddress] = useSearchParams();
  const asked = address.get('who') ?? '';
  const [typed, setTyped] = useState(asked);
  // Here, because whoever is found is gone before the dialog is.
  const [erased, setErased] = useState<string | null>(null);
  const who = readWho(asked);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAddress(typed.trim() === '' ? {} : { who: typed.trim() }, { replace: true });
  };
  return (
    <Card title={t('find')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <form onSubmit={submit} role="search">
          <Flex gap={3} alignItems="flex-end" wrap="wrap">
            <Box flex="1" minWidth="26rem">
              <Field.Root hint={t('whoHint')}>
                <Field.Label>{t('who')}</Field.Label>
                <TextInput name="who" value={typed} onChange={(event) => setTyped(event.target.value)} />
                <Field.Hint />
              </Field.Root>
            </Box>
            <Box paddingBottom={6}>
              <Button type="submit" startIcon={<Search aria-hidden />} size="L">
                {t('search')}
              </Button>
            </Box>
          </Flex>
        </form>
        {who !== null && <Result key={asked} variables={who} onErase={setErased} />}
      </Flex>
      {erased !== null && <EraseDialog id={erased} stays onClose={() => setErased(null)} />}
    </Card>
  );
}

type ResultProps = {
  readonly variables: NonNullable<ReturnType<typeof readWho>>;
  readonly onErase: (profileId: string) => void;
};

function Result({ variables, onErase }: ResultProps) {
  const t = useTexts(texts);
  const { data, error, isLoading, refetch } = useData(FindPersonDocument, variables);
  if (isLoading) return <LoadingState lines={3} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const person = data?.profile ?? null;
  return person === null ? <Notice kind="warning">{t('nobody')}</Notice> : <Found person={person} onErase={onErase} />;
}

function Found({ person, onErase }: { readonly person: Person; readonly onErase: ResultProps['onErase'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const [isExporting, setIsExporting] = useState(false);
  const name = nameOf(person.traits);
  const identifiers = person.identifiers.edges.map(({ node }) => node);
  const more = identifiers.length - identifiersShown;
  return (
    <Box padding={4} hasRadius borderColor="neutral200">
      <Flex gap={4} alignItems="flex-start" wrap="wrap" justifyContent="space-between">
        <Flex gap={4} alignItems="flex-start" flex="1" minWidth="26rem">
          <Avatar name={name} />
          <Flex direction="column" alignItems="stretch" gap={2} minWidth={0}>
            <Typography variant="delta">{name ?? person.profileId}</Typography>
            <Link tag={NavLink} to={`/customers/${person.profileId}`}>
              {t('open')}
            </Link>
            {person.lastSeen !== null && (
              <Typography variant="pi" textColor="neutral600">
                {t('lastSeen')} <RelativeTime at={person.lastSeen} />
              </Typography>
            )}
            <Flex tag="ul" gap={2} wrap="wrap" aria-label={t('identifiers')}>
              {identifiers.slice(0, identifiersShown).map(({ kind, value }) => (
                <li key={`${kind} ${value}`}>
                  <Badge>{`${kindName(kind, locale)}: ${value}`}</Badge>
                </li>
              ))}
              {more > 0 && (
                <li>
                  <Badge>{`+${more}`}</Badge>
                </li>
              )}
            </Flex>
          </Flex>
        </Flex>
        <Flex gap={3}>
          {can('privacy.export') && (
            <Button variant="secondary" startIcon={<Download aria-hidden />} onClick={() => setIsExporting(true)}>
              {t('exportAction')}
            </Button>
          )}
          <Button variant="danger-light" startIcon={<Trash aria-hidden />} onClick={() => onErase(person.profileId)}>
            {t('eraseAction')}
          </Button>
        </Flex>
      </Flex>
      {isExporting && <ExportDialog id={person.profileId} onClose={() => setIsExporting(false)} />}
    </Box>
  );
}
