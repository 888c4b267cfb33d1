import { CustomerLink, nodesOf, PagedTable, RelativeTime, usePages, useTexts } from '@rapport/sdk/admin';
import { Button, Td, Tr, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { stepsOf } from '../graph/definition';
import type { Definition } from '../graph/definition';
import { JourneyPeopleDocument } from '../journeys.documents';
import type { JourneyPeopleQuery } from '../journeys.documents';
import { pageTexts } from '../page-texts';
import { useJourneyWords } from '../use-journey-words';
import { EnrolmentStory } from './enrolment-story';
import { Outcome } from './outcome';

const rowsPerPage = 50;
const refetchSeconds = 4;
const connectionOf = (result: JourneyPeopleQuery) => result.journey?.enrolments;
type Run = NonNullable<JourneyPeopleQuery['journey']>['enrolments']['edges'][number]['node'];

/** Who is in it and who was, newest first. */
export function People({ journeyId, definition }: { readonly journeyId: string; readonly definition: Definition }) {
  const t = useTexts(pageTexts);
  const list = usePages(JourneyPeopleDocument, { id: journeyId, first: rowsPerPage }, connectionOf, { refetchSeconds });
  const rows = nodesOf(list.data, connectionOf);
  const heads = [t('customer'), t('stands'), t('key'), t('entered'), t('outcome'), t('story')];
  return (
    <PagedTable list={list} heads={heads} count={rows.length} empty={t('nobody')}>
      {rows.map((run) => (
        <RunRow key={run.enrolmentId} run={run} definition={definition} columnCount={heads.length} />
      ))}
    </PagedTable>
  );
}

type RowProps = { readonly run: Run; readonly definition: Definition; readonly columnCount: number };

function RunRow({ run, definition, columnCount }: RowProps) {
  const t = useTexts(pageTexts);
  const words = useJourneyWords();
  const [isOpen, setIsOpen] = useState(false);
  const step = stepsOf(definition).get(run.step);
  return (
    <>
      <Tr>
        <Td>
          {run.profile === null ? (
            <Typography textColor="neutral600">{t('forgotten')}</Typography>
          ) : (
            <Typography>
              <CustomerLink profile={run.profile} />
            </Typography>
          )}
        </Td>
        <Td>
          <Typography>{step === undefined ? run.step : words.titleOf(step)}</Typography>
        </Td>
        <Td>
          <Typography textColor="neutral600">{run.key}</Typography>
        </Td>
        <Td>
          <Typography textColor="neutral600">
            <RelativeTime at={run.enteredAt} />
          </Typography>
        </Td>
        <Td>
          <Outcome run={run} />
        </Td>
        <Td>
          <Button size="S" variant="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t('hideStory') : t('showStory')}
          </Button>
        </Td>
      </Tr>
      {isOpen && (
        <Tr>
          <Td colSpan={columnCount}>
            <EnrolmentStory enrolmentId={run.enrolmentId} />
          </Td>
        </Tr>
      )}
    </>
  );
}
