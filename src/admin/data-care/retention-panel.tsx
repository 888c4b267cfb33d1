import {
  Card,
  ErrorState,
  Figure,
  formatNumber,
  LoadingState,
  objects,
  RelativeTime,
  strings,
  TableHeads,
  textIn,
  useData,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Badge, Button, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { useActorLabel } from '../audit/use-actor-label';
import { RetentionRulesDocument } from './data-care.documents';
import type { RetentionRulesQuery } from './data-care.documents';
import { RemoveRuleDialog } from './remove-rule-dialog';
import { RuleDialog } from './rule-dialog';
import { texts } from './texts';

const refetchSeconds = 5;

/** `name` null: all events without a rule of their own; `days` null: for ever. */
export type Rule = { readonly name: string | null; readonly days: number | null };
type Dialog = { readonly type: 'edit'; readonly rule: Rule | null } | { readonly type: 'remove'; readonly rule: Rule };

export function RetentionPanel() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { data, error, refetch } = useData(RetentionRulesDocument, {}, { refetchSeconds });
  const rules = objects(data?.retention.rules);
  const close = () => setDialog(null);
  const add = can('operations.write') && (
    <Button startIcon={<Plus aria-hidden />} onClick={() => setDialog({ type: 'edit', rule: null })}>
      {t('addRule')}
    </Button>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Card title={t('rules')} action={add}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography textColor="neutral600">{t('rulesBody')}</Typography>
          {data === undefined && error === null && <LoadingState lines={3} />}
          {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
          {data !== undefined && rules.length === 0 && <Typography>{t('noRules')}</Typography>}
          {rules.length > 0 && <RuleTable rules={rules} onOpen={setDialog} canWrite={can('operations.write')} />}
        </Flex>
      </Card>
      {data !== undefined && <LastRun run={data.retention.lastRun} />}
      {dialog?.type === 'edit' && <RuleDialog rule={dialog.rule} onClose={close} />}
      {dialog?.type === 'remove' && <RemoveRuleDialog rule={dialog.rule} onClose={close} />}
    </Flex>
  );
}

type TableProps = {
  readonly rules: readonly JsonObject[];
  readonly onOpen: (dialog: Dialog) => void;
  readonly canWrite: boolean;
};

function RuleTable({ rules, onOpen, canWrite }: TableProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const actorLabel = useActorLabel();
  const heads = [t('event'), t('kept'), t('setBy'), t('whenSet'), ''];
  return (
    <Table colCount={heads.length} rowCount={rules.length + 1}>
      <TableHeads heads={heads} />
      <Tbody>
        {rules.map((one) => {
          const rule = toRule(one);
          const label = rule.name ?? t('allOthers');
          return (
            <Tr key={label}>
              <Td>
                <Typography fontWeight="semiBold">{label}</Typography>
              </Td>
              <Td>
                <Typography>
                  {rule.days === null
                    ? t('forEver')
                    : t('days', { count: rule.days, days: formatNumber(rule.days, locale) })}
                </Typography>
              </Td>
              <Td>
                <Typography>{actorLabel(textIn(one, 'actor'), textIn(one, 'actorName') || null)}</Typography>
              </Td>
              <Td>
                <Typography>
                  <RelativeTime at={textIn(one, 'changedAt')} />
                </Typography>
              </Td>
              <Td>
                {canWrite && (
                  <Flex gap={2} justifyContent="flex-end">
                    <Button
                      variant="tertiary"
                      size="S"
                      aria-label={`${t('editRule')}: ${label}`}
                      onClick={() => onOpen({ type: 'edit', rule })}
                    >
                      {t('editRule')}
                    </Button>
                    <Button
                      variant="danger-light"
                      size="S"
                      aria-label={`${t('removeRule')}: ${label}`}
                      onClick={() => onOpen({ type: 'remove', rule })}
                    >
                      {t('removeRule')}
                    </Button>
                  </Flex>
                )}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

function LastRun({ run }: { readonly run: RetentionRulesQuery['retention']['lastRun'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (run === null) {
    return (
      <Card title={t('lastRun')}>
        <Typography textColor="neutral600">{t('noRun')}</Typography>
      </Card>
    );
  }
  const emptied = strings(run.emptied);
  const state = run.endedAt === null ? 'running' : run.finished ? 'ended' : 'goesOn';
  return (
    <Card title={t('lastRun')}>
      <Flex gap={8} wrap="wrap" tag="dl">
        <Figure label={t('stateOf')}>
          <Badge
            backgroundColor={state === 'ended' ? 'success100' : 'primary100'}
            textColor={state === 'ended' ? 'success700' : 'primary700'}
          >
            {t(state)}
          </Badge>
        </Figure>
        <Figure label={t('began')}>
          <RelativeTime at={run.startedAt} />
        </Figure>
        <Figure label={t('deleted')}>{formatNumber(run.deleted, locale)}</Figure>
        {emptied.length > 0 && <Figure label={t('emptied')}>{emptied.join(', ')}</Figure>}
      </Flex>
    </Card>
  );
}

function toRule(one: JsonObject): Rule {
  const days = one['days'];
  const name = one['name'];
  return { name: typeof name === 'string' ? name : null, days: typeof days === 'number' ? days : null };
}
