import { defineTexts, FileDrop, textIn, useTexts } from '@rapport/sdk/admin';
import { useNavigate } from 'react-router-dom';

const texts = defineTexts({
  drop: { en: 'Drop a CSV file here', 'zh-Hans': '将 CSV 文件拖到这里' },
  hint: {
    en: 'Customers, orders, sign-ups … with a header row. Exports of Excel, shops and helpdesks, in any usual encoding; up to 1 GB. Nothing is imported before you have seen what will happen.',
    'zh-Hans':
      '客户、订单、注册记录等，首行为列名。支持 Excel、商城和客服系统导出的常见编码，最大 1 GB。确认预览之前不会导入任何数据。',
  },
});

/** Where an import begins: the file is sent, and its page opens. */
export function DropZone() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  return (
    <FileDrop
      title={t('drop')}
      hint={t('hint')}
      accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv,text/plain"
      addressOf={({ name }) => `/imports?name=${encodeURIComponent(name)}`}
      onDone={(answer) => void navigate(textIn(answer, 'importId'))}
    />
  );
}
