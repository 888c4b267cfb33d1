import { useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Checkbox, Flex } from '@strapi/design-system';
import { AggregateInput } from '../builder/conditions/aggregate';
import { eventNamesOf, SelectorInput } from '../builder/conditions/selector';
import { texts } from '../builder/conditions/texts';
import { withKeys } from '../builder/edit';
import { WhereRows } from '../builder/inputs/where-rows';
import { hasCalendarDays } from '../builder/inputs/window';
import { WindowInput } from '../builder/inputs/window-input';
import { useProperties } from '../builder/use-known';

type Props = { readonly definition: JsonObject; readonly onChange: (definition: JsonObject) => void };

/** Something worked out over events: how many, how much, the last ... */
export function AggregateForm({ definition, onChange }: Props) {
  const t = useTexts(texts);
  const [name = ''] = eventNamesOf(definition);
  const known = useProperties(name);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex gap={2} wrap="wrap">
        <AggregateInput condition={definition} known={known} onChange={onChange} />
      </Flex>
      <SelectorInput condition={definition} onChange={onChange} />
      <WhereRows
        value={definition['where']}
        known={known}
        onChange={(where) => onChange(withKeys(definition, { where }))}
      />
      <Flex gap={2} wrap="wrap">
        <WindowInput value={definition['within']} onChange={(within) => onChange(withKeys(definition, { within }))} />
        {hasCalendarDays(definition['within']) && (
          <Checkbox
            checked={definition['zone'] === 'profile'}
            onCheckedChange={(on) => onChange(withKeys(definition, { zone: on === true ? 'profile' : undefined }))}
          >
            {t('ownZone')}
          </Checkbox>
        )}
      </Flex>
    </Flex>
  );
}
