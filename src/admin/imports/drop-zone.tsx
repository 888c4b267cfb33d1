import {
  askGraphql,
  defineTexts,
  describeError,
  formatNumber,
  Notice,
  toApiError,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, ProgressBar, Typography } from '@strapi/design-system';
import { CloudUpload } from '@strapi/icons';
import { useAuth } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { ImportsDocument } from './imports.documents';
import { texts as shared } from './texts';
import { uploadFile } from './upload';

const texts = defineTexts({
  ...shared,
  drop: { en: 'Drop a CSV file here', 'zh-Hans': '将 CSV 文件拖到这里' },
  hint: {
    en: 'Customers, orders, sign-ups … with a header row. Exports of Excel, shops and helpdesks, in any usual encoding; up to 1 GB. Nothing is imported before you have seen what will happen.',
    'zh-Hans':
      '客户、订单、注册记录等，首行为列名。支持 Excel、商城和客服系统导出的常见编码，最大 1 GB。确认预览之前不会导入任何数据。',
  },
  choose: { en: 'Choose a file', 'zh-Hans': '选择文件' },
  uploading: { en: 'Uploading {name}: {percent} %', 'zh-Hans': '正在上传 {name}：{percent}%' },
  onlyOne: { en: 'One file at a time, please.', 'zh-Hans': '请一次只上传一个文件。' },
});

type Upload = { readonly name: string; readonly share: number };

/** A file by drag and drop, or by a button: for keyboards, screen readers and phones. */
export function DropZone() {
  const t = useTexts(texts);
  const { upload, problem, send, stop } = useUpload();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (upload === null) void send(event.dataTransfer.files);
  };
  return (
    <Box
      padding={8}
      hasRadius
      background={over ? 'primary100' : 'neutral0'}
      borderColor={over ? 'primary500' : 'neutral300'}
      borderStyle="dashed"
      borderWidth="2px"
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Flex direction="column" gap={4}>
        <CloudUpload width="4.8rem" height="4.8rem" fill={over ? 'primary600' : 'neutral500'} aria-hidden />
        {upload === null ? (
          <>
            <Typography variant="delta" tag="h2">
              {t('drop')}
            </Typography>
            <Box maxWidth="64rem">
              <Typography textColor="neutral600" textAlign="center" tag="p">
                {t('hint')}
              </Typography>
            </Box>
            <ChooseFile onChoose={(files) => void send(files)} />
          </>
        ) : (
          <Uploading upload={upload} onStop={stop} />
        )}
        {problem !== null && (
          <Notice kind="warning" role="alert">
            {problem}
          </Notice>
        )}
      </Flex>
    </Box>
  );
}

function ChooseFile({ onChoose }: { readonly onChoose: (files: FileList | null) => void }) {
  const t = useTexts(texts);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{t('choose')}</Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv,text/plain"
        aria-label={t('choose')}
        hidden
        onChange={(event) => onChoose(event.target.files)}
      />
    </>
  );
}

function Uploading({ upload, onStop }: { readonly upload: Upload; readonly onStop: () => void }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const percent = formatNumber(Math.floor(upload.share * 100), locale);
  return (
    <>
      <Typography role="status">{t('uploading', { name: upload.name, percent })}</Typography>
      <ProgressBar aria-label={upload.name} value={upload.share * 100} />
      <Button variant="tertiary" onClick={onStop}>
        {t('cancel')}
      </Button>
    </>
  );
}

/** Sends a file and opens its page. */
function useUpload() {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const token = useLatestToken();
  const stopping = useRef(new AbortController());
  const [upload, setUpload] = useState<Upload | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(files: FileList | null): Promise<void> {
    const [file, second] = files ?? [];
    if (file === undefined) return;
    if (second !== undefined) return setProblem(t('onlyOne'));
    stopping.current = new AbortController();
    setProblem(null);
    setUpload({ name: file.name, share: 0 });
    try {
      // A session that has run out is renewed by this client alone.
      await askGraphql(ImportsDocument, { first: 1 });
      const onShare = (share: number): void => setUpload({ name: file.name, share });
      navigate(await uploadFile(file, token.current ?? '', onShare, stopping.current.signal));
    } catch (error) {
      if (!stopping.current.signal.aborted) setProblem(describeError(toApiError(error), locale));
    } finally {
      setUpload(null);
    }
  }

  return { upload, problem, send, stop: () => stopping.current.abort() };
}

/** The session's token as it is when the upload begins. */
function useLatestToken() {
  const token = useAuth('DropZone', (auth) => auth.token);
  const latest = useRef(token);
  useEffect(() => {
    latest.current = token;
  });
  return latest;
}
