import { defineTexts, parseJson, useTexts } from '@rapport/sdk/admin';
import { Field, Textarea } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useEditor } from './editor';
import { definitionOf, treeOf } from './tree';

const texts = defineTexts({
  json: { en: 'The definition as JSON', 'zh-Hans': '定义 (JSON)' },
  hint: {
    en: 'What you write here is what the form shows, and the other way round.',
    'zh-Hans': '此处内容与表单保持同步。',
  },
  broken: { en: 'This is not JSON yet.', 'zh-Hans': '还不是有效的 JSON。' },
});

/** The same definition for whoever writes JSON faster than forms. */
export function JsonView() {
  const t = useTexts(texts);
  const { root, change } = useEditor();
  const [draft, setDraft] = useState<string | null>(null);
  const whole = JSON.stringify(definitionOf(root), null, 2);
  const parsed = draft === null ? undefined : parseJson(draft);
  // What was written is shown as it was written, as long as it says the same.
  const isSame =
    parsed !== undefined && JSON.stringify(definitionOf(treeOf(parsed))) === JSON.stringify(definitionOf(root));
  const shown = draft !== null && (parsed === undefined || isSame) ? draft : whole;
  return (
    <Field.Root name="json" hint={t('hint')} error={draft !== null && parsed === undefined && t('broken')}>
      <Field.Label>{t('json')}</Field.Label>
      <Area
        resizable
        spellCheck={false}
        value={shown}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          const json = parseJson(text);
          if (json !== undefined) change(() => treeOf(json), 'json');
        }}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

const Area = styled(Textarea)`
  textarea,
  && {
    min-height: 40rem;
    font-family: 'SF Mono', SFMono-Regular, ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace;
    font-size: 1.3rem;
    line-height: 1.5;
  }
`;
