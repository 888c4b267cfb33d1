import { defineTexts, formatNumber, TableHeads, useLocale, useTexts } from '@rapport/sdk/admin';
import {
  Box,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Table,
  Tbody,
  Td,
  TextInput,
  Tr,
  Typography,
} from '@strapi/design-system';
import { DateFormat } from './date-format';
import { choiceOf, choicesOf, fieldOf, isNamed } from './fields';
import type { Choice } from './fields';
import { columnTypes } from './preview-shape';
import type { Column, Options, SeenColumn } from './preview-shape';

const texts = defineTexts({
  column: { en: 'Column', 'zh-Hans': '列' },
  values: { en: 'Values', 'zh-Hans': '示例值' },
  becomes: { en: 'Becomes', 'zh-Hans': '对应' },
  readAs: { en: 'Read as', 'zh-Hans': '类型' },
  empty: { en: 'empty', 'zh-Hans': '空' },
  filled: { en: '{percent} % filled', 'zh-Hans': '{percent}% 有值' },
  ignore: { en: 'Leave out', 'zh-Hans': '忽略' },
  userId: { en: 'Customer number (who it is)', 'zh-Hans': '客户编号（身份）' },
  email: { en: 'E-mail (who it is)', 'zh-Hans': '邮箱（身份）' },
  phone: { en: 'Phone (who it is)', 'zh-Hans': '手机号（身份）' },
  anonymousId: { en: 'Device id (who it is)', 'zh-Hans': '设备 ID（身份）' },
  identifier: { en: 'Id in another system', 'zh-Hans': '其他系统的 ID' },
  trait: { en: 'Trait of the customer', 'zh-Hans': '客户属性' },
  property: { en: 'Property of the event', 'zh-Hans': '事件属性' },
  timestamp: { en: 'When it happened', 'zh-Hans': '发生时间' },
  event: { en: 'Name of the event', 'zh-Hans': '事件名称' },
  messageId: { en: 'Id of the event', 'zh-Hans': '事件 ID' },
  text: { en: 'Text', 'zh-Hans': '文本' },
  number: { en: 'Number: 1234.5', 'zh-Hans': '数字：1234.5' },
  comma: { en: 'Number: 1.234,5', 'zh-Hans': '数字：1.234,5' },
  boolean: { en: 'Yes or no', 'zh-Hans': '是/否' },
  date: { en: 'Date', 'zh-Hans': '日期' },
  name: { en: 'its name is that of the field', 'zh-Hans': '列名即字段名' },
  synonym: { en: 'its name says so', 'zh-Hans': '根据列名判断' },
  looks: { en: 'its values look like it', 'zh-Hans': '根据内容判断' },
  nameOf: { en: 'Name for {column}', 'zh-Hans': '{column} 的名称' },
});

type Props = {
  readonly options: Options;
  readonly columns: readonly SeenColumn[];
  readonly onChange: (options: Options) => void;
};

/** One row for each column: what is in it, what it becomes and why, how its values are read. */
export function MappingTable({ options, columns, onChange }: Props) {
  const t = useTexts(texts);
  const heads = [t('column'), t('values'), t('becomes'), t('readAs')];
  const change = (changed: Column): void =>
    onChange({
      ...options,
      columns: options.columns.map((column) => (column.name === changed.name ? changed : column)),
    });
  return (
    <Table colCount={heads.length} rowCount={columns.length + 1}>
      <TableHeads heads={heads} />
      <Tbody>
        {columns.map((seen) => {
          const column = options.columns.find(({ name }) => name === seen.name);
          return column && <Row key={seen.name} kind={options.kind} seen={seen} column={column} onChange={change} />;
        })}
      </Tbody>
    </Table>
  );
}

type RowProps = {
  readonly kind: Options['kind'];
  readonly seen: SeenColumn;
  readonly column: Column;
  readonly onChange: (column: Column) => void;
};

function Row({ kind, seen, column, onChange }: RowProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { choice } = choiceOf(column.field);
  const percent = formatNumber(Math.round(seen.filled * 100), locale);
  return (
    <Tr>
      <Td>
        <Box maxWidth="24rem">
          <Typography fontWeight="semiBold" textColor={choice === 'ignore' ? 'neutral600' : 'neutral800'}>
            {column.name}
          </Typography>
        </Box>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" maxWidth="28rem">
          <Typography ellipsis maxWidth="28rem">
            {seen.examples.length === 0 ? t('empty') : seen.examples.join(' · ')}
          </Typography>
          {seen.filled < 1 && (
            <Typography variant="pi" textColor="neutral600">
              {t('filled', { percent })}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Target kind={kind} seen={seen} column={column} onChange={onChange} />
      </Td>
      <Td>
        <ReadAs seen={seen} column={column} choice={choice} onChange={onChange} />
      </Td>
    </Tr>
  );
}

const reasons = { name: 'name', synonym: 'synonym', values: 'looks' } as const;

function Target({ kind, seen, column, onChange }: RowProps) {
  const t = useTexts(texts);
  const { choice, key } = choiceOf(column.field);
  const choices = choicesOf[kind];
  const { reason, field } = seen.suggestion;
  const choose = (next: Choice): void => {
    const named = key === '' ? column.name : key;
    const dateFormat = next === 'timestamp' ? (seen.dateFormats[0]?.format ?? 'iso') : column.dateFormat;
    onChange({ ...column, field: fieldOf(next, named), dateFormat });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2} minWidth="26rem">
      <SingleSelect
        aria-label={`${t('becomes')}: ${column.name}`}
        value={choice}
        onChange={(next) => choose(choices.find((one) => one === next) ?? 'ignore')}
      >
        {(choices.includes(choice) ? choices : [choice, ...choices]).map((one) => (
          <SingleSelectOption key={one} value={one}>
            {t(one)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      {isNamed(choice) && (
        <TextInput
          aria-label={t('nameOf', { column: column.name })}
          size="S"
          value={key}
          onChange={(event) => onChange({ ...column, field: fieldOf(choice, event.target.value) })}
        />
      )}
      {reason !== 'rest' && field === column.field && (
        <Typography variant="pi" textColor="neutral600">
          {t(reasons[reason])}
        </Typography>
      )}
    </Flex>
  );
}

type ReadAsProps = Pick<RowProps, 'seen' | 'column' | 'onChange'> & { readonly choice: Choice };

/** Identifiers are text whatever they look like. */
function ReadAs({ seen, column, choice, onChange }: ReadAsProps) {
  const t = useTexts(texts);
  if (choice === 'ignore') return null;
  const isTyped = choice === 'trait' || choice === 'property';
  if (!isTyped && choice !== 'timestamp') return <Typography textColor="neutral600">{t('text')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} minWidth="20rem">
      {isTyped && (
        <SingleSelect
          aria-label={`${t('readAs')}: ${column.name}`}
          value={column.type}
          onChange={(next) => {
            const type = columnTypes.find((one) => one === next) ?? 'text';
            const format = column.dateFormat ?? seen.dateFormats[0]?.format ?? 'iso';
            onChange({ ...column, type, dateFormat: type === 'date' ? format : null });
          }}
        >
          {columnTypes.map((type) => (
            <SingleSelectOption key={type} value={type}>
              {t(type)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      )}
      {(choice === 'timestamp' || column.type === 'date') && (
        <DateFormat seen={seen} column={column} onChange={onChange} />
      )}
    </Flex>
  );
}
