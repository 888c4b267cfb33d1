import {
  defineTexts,
  describeError,
  ErrorState,
  LoadingState,
  newCommandKey,
  Notice,
  useCommand,
  useData,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Magic } from '@strapi/icons';
import { useDeferredValue, useState } from 'react';
import { JsonArea, parseJsonText } from './json-area';
import { EventObservationDocument, EventPlanDocument, SaveTrackingPlanDocument } from './event-catalogue.documents';
import type { EventPlanQuery } from './event-catalogue.documents';
import { PlanTrial } from './plan-trial';
import { PlanVersions } from './plan-versions';
import { PlanViolations } from './plan-violations';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  what: {
    en: 'A JSON Schema of the properties. Report notes what breaks it and lets the event pass; reject refuses the event and keeps it, so that it can be sent again once the plan or the client is mended.',
    'zh-Hans':
      '属性的 JSON Schema。“仅报告”会记录违反情况但放行事件；“拒绝”会拒收并保留事件，修正计划或客户端后可重新发送。',
  },
  mode: { en: 'What the door does with an event that breaks it', 'zh-Hans': '事件违反计划时的处理方式' },
  off: { en: 'Nothing (off)', 'zh-Hans': '不处理（关闭）' },
  report: { en: 'Accept and report', 'zh-Hans': '接受并报告' },
  reject: { en: 'Reject and keep', 'zh-Hans': '拒绝并保留' },
  schema: { en: 'JSON Schema', 'zh-Hans': 'JSON Schema' },
  suggest: { en: 'Make a plan from what was seen', 'zh-Hans': '根据已有事件生成计划' },
  changed: {
    en: 'Somebody saved version {version} meanwhile. Load it to go on; your text would be lost, so copy it first.',
    'zh-Hans': '其他人已保存版本 {version}。请先复制您的内容，再加载新版本继续。',
  },
  load: { en: 'Load version {version}', 'zh-Hans': '加载版本 {version}' },
  version: { en: 'Version {version}', 'zh-Hans': '版本 {version}' },
  noVersion: { en: 'No plan yet', 'zh-Hans': '尚无计划' },
});
const modes = ['OFF', 'REPORT', 'REJECT'] as const;
const modeTexts = { OFF: 'off', REPORT: 'report', REJECT: 'reject' } as const;
type Mode = (typeof modes)[number];
const versionsShown = 10;
type Node = NonNullable<EventPlanQuery['eventName']>;

/** The tracking plan of an event: edit, try on what came, save, look at what breaks it, go back. */
export function PlanEditor({ eventName }: { readonly eventName: string }) {
  const query = useData(EventPlanDocument, { id: eventName, versions: versionsShown }, { refetchSeconds: 5 });
  const node = query.data?.eventName ?? null;
  if (node === null) {
    return query.error === null ? (
      <LoadingState />
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  return <Editor key={eventName} node={node} />;
}

type Draft = { readonly version: number; readonly mode: Mode; readonly text: string };

function draftOf({ plan }: Node): Draft {
  const schema: Json = plan?.schema ?? { type: 'object', properties: {} };
  return { version: plan?.version ?? 0, mode: plan?.mode ?? 'OFF', text: JSON.stringify(schema, null, 2) };
}

/** The same plan, however it is written. */
function isSame(saved: Draft, draft: Draft): boolean {
  const parsed = parseJsonText(draft.text);
  return saved.mode === draft.mode && 'value' in parsed && JSON.stringify(parsed.value, null, 2) === saved.text;
}

function Editor({ node }: { readonly node: Node }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [draft, setDraft] = useState(() => draftOf(node));
  const saved = draftOf(node);
  const parsed = parseJsonText(useDeferredValue(draft.text));
  const readonly = !can('catalogue.write');
  const overtaken = saved.version > draft.version && !isSame(saved, draft);
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Box background="neutral0" padding={6} hasRadius shadow="tableShadow">
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Flex justifyContent="space-between" gap={4} wrap="wrap">
            <Typography variant="delta" tag="h2">
              {saved.version === 0 ? t('noVersion') : t('version', { version: saved.version })}
            </Typography>
            {!readonly && <Suggest eventName={node.id} onText={(text) => setDraft({ ...draft, text })} />}
          </Flex>
          <Typography textColor="neutral600">{t('what')}</Typography>
          <Field.Root name="mode">
            <Field.Label>{t('mode')}</Field.Label>
            <SingleSelect
              disabled={readonly}
              value={draft.mode}
              onChange={(next) => setDraft({ ...draft, mode: modes.find((one) => one === next) ?? 'OFF' })}
            >
              {modes.map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {t(modeTexts[one])}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
          <JsonArea
            label={t('schema')}
            disabled={readonly}
            text={draft.text}
            onText={(text) => setDraft({ ...draft, text })}
          />
          {'value' in parsed && <PlanTrial eventName={node.id} schema={parsed.value} />}
          {overtaken && (
            <Notice kind="warning" role="alert">
              <Typography>{t('changed', { version: saved.version })}</Typography>
              <Flex>
                <Button variant="secondary" onClick={() => setDraft(saved)}>
                  {t('load', { version: saved.version })}
                </Button>
              </Flex>
            </Notice>
          )}
          {!readonly && !overtaken && (
            <Save node={node} draft={draft} saved={saved} onSaved={(version) => setDraft({ ...draft, version })} />
          )}
        </Flex>
      </Box>
      <PlanViolations violations={node.plan?.violations} />
      <PlanVersions
        node={node}
        readonly={readonly}
        onRestored={(text, mode, version) => setDraft({ text, mode, version })}
      />
    </Flex>
  );
}

type SaveProps = {
  readonly node: Node;
  readonly draft: Draft;
  readonly saved: Draft;
  readonly onSaved: (version: number) => void;
};

function Save({ node, draft, saved, onSaved }: SaveProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const save = useCommand(SaveTrackingPlanDocument);
  const parsed = parseJsonText(draft.text);
  const changed = saved.version === 0 || !isSame(saved, draft);
  const submit = (): void => {
    if (!('value' in parsed)) return;
    const plan = { eventName: node.id, mode: draft.mode, schema: parsed.value, expectedVersion: saved.version };
    save.mutate(
      { input: { ...plan, idempotencyKey: newCommandKey() } },
      {
        onSuccess: ({ saveTrackingPlan: { plan: made } }) => {
          if (made !== null) onSaved(made.version);
        },
      },
    );
  };
  return (
    <Flex gap={4}>
      <Button loading={save.isPending} disabled={!changed || !('value' in parsed)} onClick={submit}>
        {t('save')}
      </Button>
      <Typography role="status" textColor={save.error === null ? 'success600' : 'danger600'}>
        {save.error !== null ? describeError(save.error, locale) : save.isSuccess && !changed ? t('saved') : ''}
      </Typography>
    </Flex>
  );
}

function Suggest({ eventName, onText }: { readonly eventName: string; readonly onText: (text: string) => void }) {
  const t = useTexts(texts);
  const { data } = useData(EventObservationDocument, { id: eventName });
  const suggested = data?.eventObservation.suggestedSchema ?? null;
  return (
    <Button
      variant="secondary"
      startIcon={<Magic aria-hidden />}
      disabled={suggested === null}
      onClick={() => onText(JSON.stringify(suggested, null, 2))}
    >
      {t('suggest')}
    </Button>
  );
}
