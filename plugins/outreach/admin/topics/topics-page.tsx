import {
  Card,
  EmptyState,
  newCommandKey,
  nodesOf,
  PagedTable,
  PageFrame,
  useCommand,
  useEveryPage,
  useLocale,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Button, Flex } from '@strapi/design-system';
import { Hashtag, Plus } from '@strapi/icons';
import { useState } from 'react';
import { wordsIn } from '../words-in';
import { ArchiveDialog } from './archive-dialog';
import { ArchivedTopic, TopicRow } from './topic-row';
import { TopicDialog } from './topic-dialog';
import { movedKey } from './topic-texts';
import { OrderTopicsDocument, TopicsDocument } from './topics.documents';
import type { TopicsQuery } from './topics.documents';
import { texts } from './texts';

const perPage = 100;
const connectionOf = (result: TopicsQuery) => result.topics;
export type Topic = TopicsQuery['topics']['edges'][number]['node'];

/** What people are asked about, in the order in which they are. */
export default function TopicsPage() {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const isReader = !can('outreach.write');
  const list = usePages(TopicsDocument, { first: perPage }, connectionOf);
  useEveryPage(list);
  const all = nodesOf(list.data, connectionOf);
  const open = all.filter(({ archivedAt }) => archivedAt === null);
  const archived = all.filter(({ archivedAt }) => archivedAt !== null);
  const order = useCommand(OrderTopicsDocument);
  const [editing, setEditing] = useState<Topic | 'new' | null>(null);
  const [archiving, setArchiving] = useState<Topic | null>(null);
  const keys = open.map(({ key }) => key);
  const move = (key: string, by: -1 | 1): void => {
    const moved = movedKey(keys, key, by);
    if (moved !== null) order.mutate({ input: { keys: moved, idempotencyKey: newCommandKey() } });
  };
  const create = isReader ? undefined : (
    <Button startIcon={<Plus aria-hidden />} onClick={() => setEditing('new')}>
      {t('create')}
    </Button>
  );
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={create}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <PagedTable
          list={list}
          heads={[t('order'), t('name'), t('kind'), t('basis'), t('tracking'), t('actions')]}
          count={open.length}
          empty={
            <EmptyState
              icon={<Hashtag width="6rem" height="6rem" fill="neutral400" aria-hidden />}
              content={t('none')}
              action={create}
            />
          }
        >
          {open.map((topic, index) => (
            <TopicRow
              key={topic.key}
              topic={topic}
              place={index + 1}
              isReader={isReader}
              isBusy={order.isPending}
              canMove={(by) => movedKey(keys, topic.key, by) !== null}
              onMove={(by) => move(topic.key, by)}
              onEdit={() => setEditing(topic)}
              onArchive={() => setArchiving(topic)}
            />
          ))}
        </PagedTable>
        {archived.length > 0 && (
          <Card title={t('archived')}>
            <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
              {archived.map((topic) => (
                <ArchivedTopic key={topic.key} topic={topic} isReader={isReader} />
              ))}
            </Flex>
          </Card>
        )}
      </Flex>
      {editing !== null && <TopicDialog topic={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {archiving !== null && (
        <ArchiveDialog
          topicKey={archiving.key}
          name={wordsIn(archiving.name, locale)}
          onClose={() => setArchiving(null)}
        />
      )}
    </PageFrame>
  );
}
