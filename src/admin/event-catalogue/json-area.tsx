import { defineTexts, useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Field, Textarea } from '@strapi/design-system';
import { styled } from 'styled-components';

const texts = defineTexts({
  broken: { en: 'This is not JSON yet: {message}', 'zh-Hans': '还不是有效的 JSON：{message}' },
  object: { en: 'It has to be a JSON object.', 'zh-Hans': '必须是 JSON 对象。' },
});

type Parsed = { readonly value: JsonObject } | { readonly problem: string | null };

/** `problem` null: JSON, but no object. */
export function parseJsonText(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { value } : { problem: null };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : '' };
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const Area = styled(Textarea)`
  textarea,
  && {
    min-height: 28rem;
    font-family: 'SF Mono', SFMono-Regular, ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace;
    font-size: 1.3rem;
    line-height: 1.5;
  }
`;

type Props = {
  readonly label: string;
  readonly text: string;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
};

/** JSON as text: plain keys and a plain tab order; says at once what is wrong with it. */
export function JsonArea({ label, text, disabled, onText }: Props) {
  const t = useTexts(texts);
  const parsed = parseJsonText(text);
  const error =
    'value' in parsed ? undefined : parsed.problem === null ? t('object') : t('broken', { message: parsed.problem });
  return (
    <Field.Root name="json" error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <Area
        resizable
        spellCheck={false}
        disabled={disabled}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <Field.Error />
    </Field.Root>
  );
}
