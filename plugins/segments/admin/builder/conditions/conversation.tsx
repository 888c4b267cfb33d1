import { isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { withKey, withKeys } from '../edit';
import { useEditor } from '../editor';
import { Choice } from '../inputs/choice';
import { comparisonForType, ComparisonInput, NumberComparison } from '../inputs/comparison';
import { WindowInput } from '../inputs/window-input';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

const fields = [
  { name: 'status', type: 'text' },
  { name: 'channel', type: 'text' },
  { name: 'team', type: 'text' },
  { name: 'agent', type: 'text' },
  { name: 'topic', type: 'text' },
  { name: 'outcome', type: 'text' },
  { name: 'lastWriter', type: 'text' },
  { name: 'handoffs', type: 'number' },
  { name: 'reopened', type: 'number' },
  { name: 'rating', type: 'number' },
  { name: 'openedAt', type: 'date' },
  { name: 'firstReplyAt', type: 'date' },
  { name: 'resolvedAt', type: 'date' },
  { name: 'lastWrittenAt', type: 'date' },
  { name: 'waitingSince', type: 'date' },
] as const;
type ConversationField = (typeof fields)[number];
const modes = ['someConversation', 'noConversation', 'numberOfConversations'] as const;
type Mode = (typeof modes)[number];

function modeOf(count: Json | undefined): Mode {
  if (!isJsonObject(count)) return 'someConversation';
  return count['op'] === 'eq' && count['value'] === 0 ? 'noConversation' : 'numberOfConversations';
}
const countOf: Readonly<Record<Mode, Json | undefined>> = {
  someConversation: undefined,
  noConversation: { op: 'eq', value: 0 },
  numberOfConversations: { op: 'gte', value: 2 },
};

/** Conversations with the helpdesk that pass all comparisons: one, none, or so many. */
export function ConversationCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const { language } = useEditor();
  const conversation = isJsonObject(condition['conversation']) ? condition['conversation'] : {};
  const mode = modeOf(condition['count']);
  const set = (next: JsonObject): void => onChange({ ...condition, conversation: next });
  const used = fields.filter(({ name }) => Object.hasOwn(conversation, name));
  const free = fields.filter((one) => !used.includes(one));
  const add = (to: ConversationField | undefined, object: JsonObject, comparison: JsonObject): void => {
    if (to !== undefined) set({ ...object, [to.name]: comparisonForType(comparison, to.type, language) });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap">
        <Choice
          label={t('howOften')}
          value={mode}
          options={modes.map((one) => ({ value: one, label: t(one) }))}
          onChange={(next) => onChange(withKeys(condition, { count: countOf[next] }))}
        />
        {mode === 'numberOfConversations' && isJsonObject(condition['count']) && (
          <NumberComparison comparison={condition['count']} onChange={(count) => onChange({ ...condition, count })} />
        )}
        <Typography>{t('opened')}</Typography>
        <WindowInput value={condition['within']} onChange={(within) => onChange(withKeys(condition, { within }))} />
      </Flex>
      {used.map(({ name, type }) => (
        <Flex key={name} gap={2} wrap="wrap" paddingLeft={4}>
          <Choice
            label={t('field')}
            value={name}
            options={[name, ...free.map((one) => one.name)].map((one) => ({ value: one, label: t(one) }))}
            onChange={(next) =>
              add(
                free.find((one) => one.name === next),
                withKey(conversation, name, undefined),
                comparisonOf(conversation[name]),
              )
            }
          />
          <ComparisonInput
            comparison={comparisonOf(conversation[name])}
            type={type}
            suggestions={(suggestions[name] ?? []).map((value) => ({ value }))}
            onChange={(next) => set({ ...conversation, [name]: next })}
          />
          <IconButton
            size="S"
            variant="ghost"
            label={t('removeField')}
            onClick={() => set(withKey(conversation, name, undefined))}
          >
            <Trash />
          </IconButton>
        </Flex>
      ))}
      {free[0] !== undefined && (
        <Flex paddingLeft={4}>
          <Button
            size="S"
            variant="ghost"
            startIcon={<Plus aria-hidden />}
            onClick={() => add(free[0], conversation, { op: 'eq', value: '' })}
          >
            {t('addField')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

/** `"open"` is short for `{ op: 'eq', value: 'open' }`. */
function comparisonOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : { op: 'eq', value: value ?? '' };
}

/** As our helpdesk connectors write them. */
const suggestions: Readonly<Record<string, readonly string[]>> = {
  status: ['open', 'pending', 'resolved', 'closed', 'snoozed'],
  channel: ['web', 'email', 'phone', 'sms', 'whatsapp'],
  lastWriter: ['customer', 'agent', 'bot'],
};
