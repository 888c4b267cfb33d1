import { useData, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, DatePicker, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import { EventNamesDocument } from './timeline.documents';
import { texts } from './texts';
import { isFiltered, noFilters } from './use-timeline';
import type { TimelineFilters } from './use-timeline';

const types = ['TRACK', 'PAGE', 'SCREEN', 'IDENTIFY', 'GROUP', 'ALIAS'] as const;

type Props = { readonly filters: TimelineFilters; readonly onChange: (filters: TimelineFilters) => void };

/** Which events a timeline shows: by name, type and days. */
export function Filters({ filters, onChange }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { data } = useData(EventNamesDocument, {});
  const known = (data?.eventNames.edges ?? []).map(({ node }) => node.name).filter((name) => name !== '');
  const names = [...new Set([...filters.names, ...known])];
  const change = (changed: Partial<TimelineFilters>) => onChange({ ...filters, ...changed });
  return (
    <Row>
      <div>
        <MultiSelect
          aria-label={t('name')}
          placeholder={t('allNames')}
          size="S"
          value={[...filters.names]}
          customizeContent={(chosen = []) => chosen.join(', ')}
          onChange={(chosen) => change({ names: chosen })}
          onClear={() => change({ names: [] })}
          clearLabel={t('clear')}
        >
          {names.map((name) => (
            <MultiSelectOption key={name} value={name}>
              {name}
            </MultiSelectOption>
          ))}
        </MultiSelect>
      </div>
      <div>
        <MultiSelect
          aria-label={t('type')}
          placeholder={t('allTypes')}
          size="S"
          value={[...filters.types]}
          customizeContent={(chosen = []) =>
            types
              .filter((type) => chosen.includes(type))
              .map((type) => t(type))
              .join(', ')
          }
          onChange={(chosen) => change({ types: types.filter((type) => chosen.includes(type)) })}
          onClear={() => change({ types: [] })}
          clearLabel={t('clear')}
        >
          {types.map((type) => (
            <MultiSelectOption key={type} value={type}>
              {t(type)}
            </MultiSelectOption>
          ))}
        </MultiSelect>
      </div>
      {(['from', 'to'] as const).map((edge) => (
        <div key={edge}>
          <DatePicker
            aria-label={t(edge)}
            placeholder={t(edge)}
            size="S"
            locale={locale}
            {...(filters[edge] === null ? {} : { value: filters[edge] })}
            onChange={(date) => change({ [edge]: date ?? null })}
            onClear={() => change({ [edge]: null })}
            clearLabel={t('clear')}
          />
        </div>
      ))}
      {isFiltered(filters) && (
        <Button variant="ghost" startIcon={<Cross />} onClick={() => onChange(noFilters)}>
          {t('clearFilters')}
        </Button>
      )}
    </Row>
  );
}

/** As many beside each other as there is room for; none is wider than its place. */
const Row = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
  gap: 0.8rem;
  align-items: center;
  & > * {
    min-width: 0;
  }
`;
