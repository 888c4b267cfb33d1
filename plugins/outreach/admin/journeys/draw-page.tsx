import {
  describeError,
  Notice,
  PageFrame,
  useData,
  useHistory,
  useLeaveGuard,
  useLocale,
  useTexts,
  useUndoKeys,
  useViewer,
} from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, Tabs, TextInput, Typography } from '@strapi/design-system';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { SendingBanner } from '../sending/sending-banner';
import { SegmentWait } from '../waits/segment-wait';
import { JourneyApproval } from './approval';
import { Workspace } from './canvas/workspace';
import { definitionIn } from './graph/definition';
import { isSame } from './graph/edits';
import { JourneyActions } from './journey-actions';
import type { Journey } from './journey-page';
import { JourneyFiguresDocument } from './journeys.documents';
import { stepFiguresIn } from './live/figures';
import { Overview } from './live/overview';
import { People } from './live/people';
import { JourneyResults } from './live/results';
import { Versions } from './live/versions';
import { versionsIn } from './live/versions-in';
import type { Version } from './live/versions-in';
import { Back } from './new-journey-page';
import { pageTexts } from './page-texts';
import { SimulationTab } from './simulation/simulation-tab';
import { StateBadge } from './state-badge';
import { useAutosave } from './use-autosave';
import { useFaults } from './use-faults';

const nameCharsMax = 120;
const refetchSeconds = 3;
/** Of the name: no part of the definition. */
const fieldsOutside = '[name="name"]';

/** A journey: its draft, which keeps itself, how those who are in it fare, and its versions. */
export function DrawPage({ journey }: { readonly journey: Journey }) {
  const { can } = useViewer();
  const edited = useHistory(() => definitionIn(journey.definition));
  useUndoKeys(edited, fieldsOutside);
  const [name, setName] = useState(journey.name);
  const [tab, setTab] = useState('draw');
  const [looked, setLooked] = useState<Version | null>(null);
  const written = { name, definition: edited.present };
  const isReadOnly = !can('outreach.write');
  const autosave = useAutosave(journey.journeyId, written, !isReadOnly);
  const { question, markSaved } = useLeaveGuard(JSON.stringify(written));
  useEffect(() => {
    if (autosave.isSaved) markSaved(JSON.stringify({ name, definition: edited.present }));
  }, [autosave.isSaved, markSaved, name, edited.present]);
  const checked = useFaults(edited.present);
  const versions = useMemo(() => versionsIn(journey.versions), [journey.versions]);
  const current = versions.find(({ version }) => version === journey.version);
  const isChanged = current === undefined || !isSame(current.definition, edited.present);
  const waitsFor = useLiveJourney(journey).whole?.waitsFor ?? [];
  return (
    <PageFrame
      title={journey.name}
      navigation={<Back />}
      subtitle={<Subtitle journey={{ ...journey, waitsFor }} autosave={autosave} isChanged={isChanged} />}
      actions={
        <JourneyActions {...{ journey, checked, current, isChanged }} draft={edited.present} flush={autosave.flush} />
      }
    >
      {question}
      <Flex direction="column" alignItems="stretch" gap={4}>
        <SendingBanner />
        <JourneyApproval journey={journey} />
        {waitsFor.map((segment) => (
          <SegmentWait key={segment.key} segment={segment} />
        ))}
        <SaveError autosave={autosave} />
        <Tabs.Root variant="simple" value={tab} onValueChange={setTab}>
          <TabNames />
          <Box paddingTop={4}>
            <Tabs.Content value="draw">
              {looked === null ? (
                <Draft {...{ journey, edited, checked, isReadOnly }}>
                  {!isReadOnly && <Name name={name} onName={setName} />}
                </Draft>
              ) : (
                <Looked journey={journey} version={looked} onBack={() => setLooked(null)} />
              )}
            </Tabs.Content>
            <Tabs.Content value="simulate">
              <SimulationTab journeyId={journey.journeyId} draft={edited.present} checked={checked} />
            </Tabs.Content>
            <Tabs.Content value="people">
              <People journeyId={journey.journeyId} definition={current?.definition ?? edited.present} />
            </Tabs.Content>
            <Tabs.Content value="results">
              <JourneyResults journey={journey} definition={current?.definition ?? edited.present} />
            </Tabs.Content>
            <Tabs.Content value="versions">
              <Versions
                {...{ versions, isReadOnly }}
                current={journey.version}
                draft={edited.present}
                onLook={(version) => {
                  setLooked(version);
                  setTab('draw');
                }}
                onRestore={(definition) => {
                  edited.change(() => definition);
                  setLooked(null);
                  setTab('draw');
                }}
              />
            </Tabs.Content>
          </Box>
        </Tabs.Root>
      </Flex>
    </PageFrame>
  );
}

function TabNames() {
  const t = useTexts(pageTexts);
  return (
    <Tabs.List aria-label={t('tabs')}>
      <Tabs.Trigger value="draw">{t('draw')}</Tabs.Trigger>
      <Tabs.Trigger value="simulate">{t('simulate')}</Tabs.Trigger>
      <Tabs.Trigger value="people">{t('people')}</Tabs.Trigger>
      <Tabs.Trigger value="results">{t('results')}</Tabs.Trigger>
      <Tabs.Trigger value="versions">{t('versions')}</Tabs.Trigger>
    </Tabs.List>
  );
}

type DraftProps = Pick<Parameters<typeof Workspace>[0], 'edited' | 'isReadOnly'> & {
  readonly journey: Journey;
  readonly checked: ReturnType<typeof useFaults>;
  readonly children: ReactNode;
};

function Draft({ journey, edited, checked, isReadOnly, children }: DraftProps) {
  const live = useLiveJourney(journey);
  return (
    <Workspace
      {...{ edited, isReadOnly, figures: live.steps }}
      faults={checked.faults}
      overview={(choose) => (
        <Overview checked={checked} live={live.whole} choose={choose}>
          {children}
        </Overview>
      )}
    />
  );
}

type LookedProps = { readonly journey: Journey; readonly version: Version; readonly onBack: () => void };

/** A version as it was published; nothing of it can be changed. */
function Looked({ journey, version: { version, definition }, onBack }: LookedProps) {
  const t = useTexts(pageTexts);
  const live = useLiveJourney(journey);
  const edited = useHistory(() => definition);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Notice kind="warning">
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Typography>{t('lookingAt', { version })}</Typography>
          <Button variant="secondary" size="S" onClick={onBack}>
            {t('toDraft')}
          </Button>
        </Flex>
      </Notice>
      <Workspace
        key={version}
        {...{ edited, figures: live.steps, faults: [], isReadOnly: true }}
        overview={(choose) => <Overview checked={null} live={live.whole} choose={choose} />}
      />
    </Flex>
  );
}

/** How many stand where, while it runs or has run. */
function useLiveJourney({ journeyId, version }: Journey) {
  const { data } = useData(JourneyFiguresDocument, { id: journeyId }, { enabled: version > 0, refetchSeconds });
  const whole = data?.journey ?? null;
  const steps = useMemo(() => stepFiguresIn(whole?.steps), [whole?.steps]);
  return { whole, steps };
}

type SavedProps = { readonly autosave: ReturnType<typeof useAutosave> };

function Subtitle({
  journey,
  autosave,
  isChanged,
}: SavedProps & {
  readonly journey: Journey & Parameters<typeof StateBadge>[0]['journey'];
  readonly isChanged: boolean;
}) {
  const t = useTexts(pageTexts);
  const { version } = journey;
  return (
    <Flex gap={2} tag="span" wrap="wrap">
      <StateBadge journey={journey} />
      {version > 0 && <span>{isChanged ? t('differs', { version }) : t('runsVersion', { version })}</span>}
      <span role="status">{autosave.error !== null ? t('notSaved') : autosave.isSaved ? t('saved') : t('saving')}</span>
    </Flex>
  );
}

function SaveError({ autosave: { error } }: SavedProps) {
  const locale = useLocale();
  if (error === null) return null;
  return (
    <Typography textColor="danger600" role="alert">
      {describeError(error, locale)}
    </Typography>
  );
}

function Name({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const t = useTexts(pageTexts);
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
      <Field.Root name="name" required>
        <Field.Label>{t('name')}</Field.Label>
        <TextInput maxLength={nameCharsMax} value={name} onChange={(event) => onName(event.target.value)} />
      </Field.Root>
    </Box>
  );
}
