import {
  defineTexts,
  formatMoment,
  isJsonObject,
  Notice,
  numberIn,
  objects,
  strings,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import type { ImportPreviewQuery } from './imports.documents';

const texts = defineTexts({
  no_rows: {
    en: 'The file has no rows below its header.',
    'zh-Hans': '文件除表头外没有任何行。',
  },
  names_changed: {
    en: 'Columns without a name, or with one that comes twice, were given names: {columns}.',
    'zh-Hans': '没有列名或列名重复的列已自动命名：{columns}。',
  },
  header_is_data: {
    en: 'The first row looks like data ({columns}). It is taken as the names of the columns: does the file lack a header?',
    'zh-Hans': '首行看起来像数据（{columns}），但会被当作列名。文件是否缺少表头？',
  },
  broken_characters: {
    en: 'Some characters cannot be read in: {columns}. Try other “Characters”.',
    'zh-Hans': '以下列中有无法识别的字符：{columns}。请尝试其他“字符编码”。',
  },
  date_ambiguous: {
    en: 'Day and month could be exchanged in: {columns}. Look at the date format.',
    'zh-Hans': '以下列的日与月可能颠倒：{columns}。请检查日期格式。',
  },
  imported_before: {
    en: 'This very file was imported before, on {at}. Rows that were imported with the same settings count as “there before” and change nothing.',
    'zh-Hans': '同一文件曾于 {at} 导入过。以相同设置导入过的行会计为“此前已有”，不会重复写入。',
  },
  identity: {
    en: 'No column says who it is. Make one the customer number, the e-mail, the phone or an id in another system.',
    'zh-Hans': '没有任何列能表明身份。请将一列设为客户编号、邮箱、手机号或其他系统的 ID。',
  },
  event: {
    en: 'The events need a name: type one above, or choose the column that holds it.',
    'zh-Hans': '事件需要名称：请在上方填写，或选择包含名称的列。',
  },
  twice: {
    en: 'These columns become the same thing: {columns}. Leave out all but one.',
    'zh-Hans': '以下列的含义相同：{columns}。请只保留一列。',
  },
});
const codes = [
  'no_rows',
  'names_changed',
  'header_is_data',
  'broken_characters',
  'date_ambiguous',
  'imported_before',
] as const;
const reasons = ['identity', 'event', 'twice'] as const;

/** What to know before the start; first what keeps it from starting. */
export function Problems({ preview }: { readonly preview: ImportPreviewQuery['importPreview'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const fault = isJsonObject(preview.fault) ? preview.fault : null;
  const reason = reasons.find((one) => one === fault?.['reason']);
  const found = objects(preview.problems).flatMap((problem) => {
    const code = codes.find((one) => one === problem['code']);
    if (code === undefined) return [];
    const at = formatMoment(numberIn(problem, 'at'), locale);
    return [{ code, text: t(code, { columns: strings(problem['columns']).join(', '), at }) }];
  });
  if (fault === null && found.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {fault !== null && (
        <Notice kind="warning" role="alert">
          <Typography fontWeight="semiBold">
            {reason === undefined
              ? textIn(fault, 'message')
              : t(reason, { columns: strings(fault['columns']).join(', ') })}
          </Typography>
        </Notice>
      )}
      {found.map(({ code, text }) => (
        <Notice key={code} kind="warning">
          {text}
        </Notice>
      ))}
    </Flex>
  );
}
