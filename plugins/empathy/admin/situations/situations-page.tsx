import {
  EmptyState,
  formatNumber,
  nodesOf,
  PagedTable,
  PageFrame,
  useCommand,
  useLocale,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Badge, Button, Flex, LinkButton, Switch, Td, Tr, Typography } from '@strapi/design-system';
import { Cast, Plus } from '@strapi/icons';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { SeverityBadge } from '../severity-badge';
import { localized } from '../texts-in';
import { AskDialog } from './ask-dialog';
import { CreateDialog, EditDialog } from './edit-dialog';
import { Figures } from './figures';
import { InstallSituationsDocument, SituationsDocument, TurnSituationDocument } from './situations.documents';
import type { SituationsQuery } from './situations.documents';
import { texts } from './texts';

const rowsPerPage = 100;
const refetchSeconds = 10;
/** For whom a situation is made, in words. */
const verticals = { ANY: 'everybody', RETAIL: 'shops', SAAS: 'subscriptions', SERVICES: 'services' } as const;
const connectionOf = (result: SituationsQuery) => result.situations;
export type Situation = SituationsQuery['situations']['edges'][number]['node'];
type Dialog =
  | { readonly type: 'edit'; readonly situation: Situation }
  | { readonly type: 'restore' | 'remove'; readonly situation: Situation }
  | { readonly type: 'create' };

/** What situations there are, how many customers are in each, and the words for them. */
export default function SituationsPage() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const install = useCommand(InstallSituationsDocument);
  const list = usePages(SituationsDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds });
  const rows = nodesOf(list.data, connectionOf);
  const close = (): void => setDialog(null);
  const add = can('situation.write') ? (
    <Button loading={install.isPending} onClick={() => install.mutate({ input: {} })}>
      {t('install')}
    </Button>
  ) : undefined;
  const create =
    can('situation.write') && can('segment.read') ? (
      <Button startIcon={<Plus />} onClick={() => setDialog({ type: 'create' })}>
        {t('create')}
      </Button>
    ) : undefined;
  const heads = [t('severity'), t('name'), t('vertical'), t('size'), t('state'), ''];
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={create}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <PagedTable
          list={list}
          heads={heads}
          count={rows.length}
          empty={
            <EmptyState
              icon={<Cast width="6rem" height="6rem" fill="neutral400" aria-hidden />}
              content={t('none')}
              action={add}
            />
          }
        >
          {rows.map((row) => (
            <SituationRow key={row.key} row={row} canWrite={can('situation.write')} onOpen={setDialog} />
          ))}
        </PagedTable>
        {rows.length > 0 && <Figures />}
      </Flex>
      {dialog?.type === 'create' && <CreateDialog onClose={close} />}
      {(dialog?.type === 'restore' || dialog?.type === 'remove') && <AskDialog {...dialog} onClose={close} />}
      {dialog?.type === 'edit' && <EditDialog situation={dialog.situation} onClose={close} />}
    </PageFrame>
  );
}

type RowProps = {
  readonly row: Situation;
  readonly canWrite: boolean;
  readonly onOpen: (dialog: Dialog) => void;
};

function SituationRow({ row, canWrite, onOpen }: RowProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const name = localized(row.name, locale);
  // What Rapport brought is switched off instead.
  const ask = row.isReady ? 'restore' : 'remove';
  return (
    <Tr>
      <Td>
        <SeverityBadge severity={row.severity} label={t('severity')} />
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="28rem">
          <Typography fontWeight="semiBold">{name}</Typography>
          <Typography
            variant="pi"
            textColor="neutral600"
            ellipsis
            maxWidth="100%"
            title={sketched(localized(row.evidence, locale))}
          >
            {sketched(localized(row.evidence, locale))}
          </Typography>
        </Flex>
      </Td>
      <Td>
        <Typography>{t(verticals[row.vertical])}</Typography>
      </Td>
      <Td>
        <Typography fontWeight="semiBold">{formatNumber(row.size, locale)}</Typography>
      </Td>
      <Td>
        <State row={row} name={name} canWrite={canWrite} />
      </Td>
      <Td>
        <Flex gap={2} justifyContent="flex-end">
          {can('segment.read') && row.state !== null && (
            <LinkButton
              tag={NavLink}
              size="S"
              variant="tertiary"
              to={`/segments/${row.segmentKey}${can('segment.write') ? '/edit' : ''}`}
              aria-label={`${t('condition')}: ${name}`}
            >
              {t('condition')}
            </LinkButton>
          )}
          {canWrite && (
            <Button
              size="S"
              variant="tertiary"
              aria-label={`${t('edit')}: ${name}`}
              onClick={() => onOpen({ type: 'edit', situation: row })}
            >
              {t('edit')}
            </Button>
          )}
          {canWrite && (
            <Button
              size="S"
              variant="tertiary"
              aria-label={`${t(ask)}: ${name}`}
              onClick={() => onOpen({ type: ask, situation: row })}
            >
              {t(ask)}
            </Button>
          )}
        </Flex>
      </Td>
    </Tr>
  );
}

/** A template as a reader takes it in, with everything known: what is filled in is an ellipsis. */
function sketched(template: string): string {
  return template
    .replace(/\{\{else\}\}.*?(?=\{\{\/)/gs, '')
    .replace(/\{\{[#/][^}]*\}\}/g, '')
    .replace(/\{\{[^}]*\}\}/g, '…');
}

function State({ row, name, canWrite }: Omit<RowProps, 'onOpen'> & { readonly name: string }) {
  const t = useTexts(texts);
  const turn = useCommand(TurnSituationDocument);
  const { key, enabled, state, failure } = row;
  return (
    <Flex gap={2} wrap="wrap">
      {canWrite && state !== null ? (
        <Switch
          aria-label={t('turn', { name })}
          checked={enabled}
          disabled={turn.isPending}
          onLabel={t('on')}
          offLabel={t('off')}
          visibleLabels
          onCheckedChange={(next) => turn.mutate({ input: { key, enabled: next } })}
        />
      ) : (
        <Badge>{t(enabled ? 'on' : 'off')}</Badge>
      )}
      {state === null && (
        <Badge backgroundColor="danger100" textColor="danger700">
          {t('noSegment')}
        </Badge>
      )}
      {failure !== null && (
        <Badge backgroundColor="danger100" textColor="danger700">
          {t('failing')}
        </Badge>
      )}
    </Flex>
  );
}
