import {
  auditActionName,
  auditGroupOf,
  auditGroups,
  objects,
  strings,
  textIn,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import {
  Box,
  Button,
  DatePicker,
  Field,
  Flex,
  MultiSelect,
  MultiSelectGroup,
  MultiSelectOption,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { AuditFacetsDocument } from './audit.documents';
import { dayOf, emptyFilter, isFiltered, profileIdIn } from './filter';
import type { AuditFilter } from './filter';
import { groupName } from './group-name';
import { texts } from './texts';
import { useActorLabel } from './use-actor-label';

const everybody = '*';
type Props = { readonly filter: AuditFilter; readonly onChange: (filter: AuditFilter) => void };

/** By who, what, whom and when. Only who and what has entries is offered. */
export function Filters({ filter, onChange }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const actorLabel = useActorLabel();
  const { data } = useData(AuditFacetsDocument, {});
  const change = (changed: Partial<AuditFilter>) => onChange({ ...filter, ...changed });
  const found = objects(data?.auditFacets.actors).map((one) => ({
    actor: textIn(one, 'actor'),
    name: textIn(one, 'name'),
  }));
  const actors = withChosen(found, filter.actor);
  const badId = filter.profile.trim() !== '' && profileIdIn(filter.profile) === null;
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-start">
      <Box width="18rem">
        <SingleSelect
          aria-label={t('who')}
          value={filter.actor ?? everybody}
          onChange={(actor) => change({ actor: actor === everybody ? null : String(actor) })}
        >
          <SingleSelectOption value={everybody}>{t('everybody')}</SingleSelectOption>
          {actors.map(({ actor, name }) => (
            <SingleSelectOption key={actor} value={actor}>
              {actorLabel(actor, name === '' ? null : name)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      <Actions
        chosen={filter.actions}
        onChoose={(actions) => change({ actions })}
        known={strings(data?.auditFacets.actions)}
      />
      <Box width="33rem">
        <Field.Root {...(badId ? { error: t('badId') } : {})}>
          <TextInput
            aria-label={t('customerHint')}
            placeholder={t('customerHint')}
            value={filter.profile}
            onChange={(event) => change({ profile: event.target.value })}
          />
          <Field.Error />
        </Field.Root>
      </Box>
      {(['from', 'to'] as const).map((edge) => (
        <Box key={edge} width="16rem">
          <DatePicker
            aria-label={t(edge)}
            placeholder={t(edge)}
            locale={locale}
            {...dateOf(filter[edge])}
            onChange={(date) => change({ [edge]: date === undefined ? null : dayOf(date) })}
            onClear={() => change({ [edge]: null })}
            clearLabel={t('clear')}
          />
        </Box>
      ))}
      {isFiltered(filter) && (
        <Button variant="ghost" startIcon={<Cross aria-hidden />} onClick={() => onChange(emptyFilter)}>
          {t('clearFilters')}
        </Button>
      )}
    </Flex>
  );
}

type ActionsProps = {
  readonly chosen: readonly string[];
  readonly known: readonly string[];
  readonly onChoose: (actions: readonly string[]) => void;
};

function Actions({ chosen, known, onChoose }: ActionsProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const actions = [...new Set([...known, ...chosen])];
  return (
    <Box width="22rem">
      <MultiSelect
        aria-label={t('what')}
        placeholder={t('everything')}
        value={[...chosen]}
        customizeContent={(shown = []) => shown.map((action) => auditActionName(action, locale)).join(', ')}
        onChange={onChoose}
        onClear={() => onChoose([])}
        clearLabel={t('clear')}
      >
        {auditGroups.map((group) => {
          const own = actions.filter((action) => auditGroupOf(action) === group);
          return own.length === 0 ? null : (
            <MultiSelectGroup key={group} label={groupName(group, locale)} values={own}>
              {own.map((action) => (
                <MultiSelectOption key={action} value={action}>
                  {auditActionName(action, locale)}
                </MultiSelectOption>
              ))}
            </MultiSelectGroup>
          );
        })}
      </MultiSelect>
    </Box>
  );
}

type Actor = { readonly actor: string; readonly name: string };

/** An address may name somebody who has no entry (any more). */
function withChosen(actors: readonly Actor[], chosen: string | null): readonly Actor[] {
  return chosen === null || actors.some(({ actor }) => actor === chosen)
    ? actors
    : [...actors, { actor: chosen, name: '' }];
}

function dateOf(day: string | null): { readonly value?: Date } {
  const date = day === null ? null : new Date(`${day}T00:00`);
  return date === null || Number.isNaN(date.getTime()) ? {} : { value: date };
}
