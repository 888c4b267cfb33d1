import { firstWhom, PageFrame, useLocale, useTexts, useViewer } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Field, Flex, Grid, TextInput, Typography } from '@strapi/design-system';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { contentIn, withText } from '../content';
import type { Draft } from '../content';
import { partsOf, usesIn } from '../media';
import { StateWords } from '../state-words';
import type { Template } from '../template-page';
import { EditorActions } from './editor-actions';
import { LanguageTabs } from './language-tabs';
import { PartField } from './part-field';
import type { Insert } from './use-insert';
import { PreviewCard } from './preview-card';
import { texts } from './texts';
import { usePreview } from './use-preview';
import { useTemplateDraft } from './use-template-draft';
import { ValuePicker } from './value-picker';

const nameCharsMax = 200;

type Props = {
  readonly template: Template;
  readonly media: Json;
  readonly edgeProfiles: Json;
  /** JSON of an event such as leads to it; '': none is known. */
  readonly firstEvent: string;
  readonly navigation: ReactNode;
};

/** A template while it is written, and beside it what one customer gets. */
export function EditorPage({ template, media, edgeProfiles, firstEvent, navigation }: Props) {
  const locale = useLocale();
  const { can } = useViewer();
  const isReader = !can('outreach.write');
  const parts = partsOf(media, template.medium, locale);
  const written = useTemplateDraft(template.key, draftOf(template), !isReader);
  const { draft, change } = written;
  const [shown, setShown] = useState(draft.defaultLocale);
  const [whom, setWhom] = useState(firstWhom);
  const [event, setEvent] = useState(firstEvent);
  const live = usePreview(template.medium, draft, shown, whom, event);
  const insert = useRef<{ readonly into: string; readonly put: Insert } | null>(null);
  const faults = live.preview?.faults ?? [];
  const textsShown = draft.content[shown] ?? {};
  /** Where was written last, as long as it is shown; else at the end of the first part. */
  const insertValue = (text: string): void => {
    const [first] = parts;
    if (insert.current !== null && insert.current.into.startsWith(`${shown} `)) insert.current.put(text);
    else if (first !== undefined) write(first.name, `${textsShown[first.name] ?? ''}${text}`);
  };
  const write = (part: string, text: string): void =>
    change(({ content }) => ({ content: withText(content, shown, part, text) }));
  return (
    <PageFrame
      title={template.name}
      navigation={navigation}
      subtitle={<Subtitle template={template} />}
      actions={<EditorActions {...{ template, written, live, parts, isReader }} />}
    >
      {written.question}
      <Grid.Root gap={4}>
        <Grid.Item col={7} s={12} xs={12} direction="column" alignItems="stretch">
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
              <Flex direction="column" alignItems="stretch" gap={5}>
                <Name name={draft.name} isReader={isReader} onName={(name) => change(() => ({ name }))} />
                <LanguageTabs
                  {...{ draft, shown, isReader }}
                  onShow={setShown}
                  onChange={(changed) => change(() => changed)}
                >
                  {parts.map((part) => (
                    <PartField
                      // Each language has its own undo, and its own place of the cursor.
                      key={`${shown} ${part.name}`}
                      part={part}
                      value={textsShown[part.name] ?? ''}
                      faults={faults.filter((fault) => fault.locale === shown && fault.part === part.name)}
                      isReader={isReader}
                      onChange={(text) => write(part.name, text)}
                      onFocus={(put) => {
                        insert.current = { into: `${shown} ${part.name}`, put };
                      }}
                    />
                  ))}
                </LanguageTabs>
              </Flex>
            </Box>
            {!isReader && <ValuePicker values={live.preview?.values ?? []} onInsert={insertValue} />}
          </Flex>
        </Grid.Item>
        <Grid.Item col={5} s={12} xs={12} direction="column" alignItems="stretch">
          <PreviewCard
            {...{ live, parts, edgeProfiles, whom, event }}
            written={textsShown}
            onWhom={setWhom}
            onEvent={setEvent}
          />
        </Grid.Item>
      </Grid.Root>
    </PageFrame>
  );
}

function draftOf({ name, defaultLocale, content }: Template): Draft {
  return { name, defaultLocale, content: contentIn(content) };
}

function Subtitle({ template }: { readonly template: Template }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const uses = usesIn(template.usedBy);
  return (
    <Flex gap={3} tag="span" wrap="wrap">
      <StateWords template={template} />
      <Typography textColor="neutral600">{template.medium}</Typography>
      {uses.length > 0 && (
        <Typography textColor="neutral600">
          {t('usedBy', { names: new Intl.ListFormat(locale).format(uses.map(({ name }) => name)) })}
        </Typography>
      )}
    </Flex>
  );
}

type NameProps = { readonly name: string; readonly isReader: boolean; readonly onName: (name: string) => void };

function Name({ name, isReader, onName }: NameProps) {
  const t = useTexts(texts);
  return (
    <Field.Root name="name" required error={name.trim() === '' && t('missingName')}>
      <Field.Label>{t('name')}</Field.Label>
      <TextInput
        maxLength={nameCharsMax}
        value={name}
        disabled={isReader}
        onChange={(event) => onName(event.target.value)}
      />
      <Field.Error />
    </Field.Root>
  );
}
