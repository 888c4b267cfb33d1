import {
  Card,
  describeCode,
  formatMoment,
  formatNumber,
  isJsonObject,
  nodesOf,
  numberIn,
  objects,
  PagedTable,
  RelativeTime,
  textIn,
  useLocale,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import { Badge, Button, Flex, Td, Tr, Typography } from '@strapi/design-system';
import { File } from '@strapi/icons';
import { useState } from 'react';
import { ErasuresDocument } from './privacy.documents';
import type { ErasuresQuery } from './privacy.documents';
import { ReceiptDialog } from './receipt-dialog';
import { texts } from './texts';

const rowsPerPage = 20;
const refetchSeconds = 5;
const connectionOf = (result: ErasuresQuery) => result.erasures;
type Erasure = ErasuresQuery['erasures']['edges'][number]['node'];

/** As the server names its steps, in their order, and what each is called here. */
const steps = [
  ['barrier', 'barrier'],
  ['events', 'events'],
  ['others', 'others'],
  ['rows', 'tables'],
  ['rejected', 'rejected'],
  ['plugins', 'plugins'],
  ['receipt', 'signs'],
] as const;

/** Who was erased, the newest first, and how far it is. */
export function ErasuresCard() {
  const t = useTexts(texts);
  const list = usePages(ErasuresDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds });
  const erasures = nodesOf(list.data, connectionOf);
  const heads = [t('when'), t('customer'), t('by'), t('state'), t('removed'), t('receipt')];
  return (
    <Card title={t('erasures')}>
      <PagedTable list={list} heads={heads} count={erasures.length} empty={t('noErasures')}>
        {erasures.map((erasure) => (
          <Row key={erasure.id} erasure={erasure} />
        ))}
      </PagedTable>
    </Card>
  );
}

function Row({ erasure }: { readonly erasure: Erasure }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const total = objects(erasure.removed).reduce((sum, one) => sum + numberIn(one, 'rows'), 0);
  const { receipt } = erasure;
  return (
    <Tr>
      <Td>
        <Typography>
          <time dateTime={erasure.erasedAt}>{formatMoment(Date.parse(erasure.erasedAt), locale)}</time>
        </Typography>
      </Td>
      <Td>
        <Typography title={erasure.profileId}>{`…${erasure.profileId.slice(-6)}`}</Typography>
      </Td>
      <Td>
        <Typography>{erasure.actorName ?? erasure.actor}</Typography>
      </Td>
      <Td>
        <State erasure={erasure} />
      </Td>
      <Td>
        <Typography
          title={objects(erasure.removed)
            .map((one) => `${textIn(one, 'name')}: ${numberIn(one, 'rows')}`)
            .join(', ')}
        >
          {t('rows', { count: total, rows: formatNumber(total, locale) })}
        </Typography>
      </Td>
      <Td>
        {receipt !== null && (
          <>
            <Button variant="ghost" size="S" startIcon={<File aria-hidden />} onClick={() => setIsOpen(true)}>
              {t('receipt')}
            </Button>
            {isOpen && (
              <ReceiptDialog receipt={receipt} profileId={erasure.profileId} onClose={() => setIsOpen(false)} />
            )}
          </>
        )}
      </Td>
    </Tr>
  );
}

function State({ erasure }: { readonly erasure: Erasure }) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (erasure.finishedAt !== null) {
    return (
      <Badge backgroundColor="success100" textColor="success700">
        {t('done')}
      </Badge>
    );
  }
  const at = steps.findIndex(([name]) => name === erasure.step);
  const [, text] = steps[at] ?? [];
  const { failing } = erasure;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography>
        {text === undefined ? erasure.step : t('stepOf', { step: at + 1, steps: steps.length, name: t(text) })}
      </Typography>
      {isJsonObject(failing) && (
        <Typography variant="pi" textColor="danger600">
          {t('failing', { times: numberIn(failing, 'times'), why: describeCode(textIn(failing, 'code'), locale) })}{' '}
          <RelativeTime at={textIn(failing, 'retryAt')} />
        </Typography>
      )}
    </Flex>
  );
}
