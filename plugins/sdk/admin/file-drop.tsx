import { Box, Button, Flex, ProgressBar, Typography } from '@strapi/design-system';
import { CloudUpload } from '@strapi/icons';
import { useAuth } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { toApiError } from './api-error';
import { describeError } from './error-texts';
import { formatNumber } from './format';
import { askGraphql } from './graphql-client';
import type { JsonObject } from './graphql-document';
import { Notice } from './notice';
import { sendFile } from './send-file';
import { defineTexts } from './text';
import { useLocale, useTexts } from './use-texts';
import { ViewerDocument } from './viewer.documents';

const texts = defineTexts({
  choose: { en: 'Choose a file', 'zh-Hans': '选择文件' },
  cancel: { en: 'Cancel', 'zh-Hans': '取消' },
  uploading: { en: 'Uploading {name}: {percent} %', 'zh-Hans': '正在上传 {name}：{percent}%' },
  reading: { en: '{name} has arrived and is being read …', 'zh-Hans': '{name} 已上传，正在处理…' },
  onlyOne: { en: 'One file at a time, please.', 'zh-Hans': '请一次只上传一个文件。' },
});

type Props = {
  readonly title: string;
  readonly hint: string;
  /** As an `<input type="file">` has it. */
  readonly accept: string;
  /** Where the file is posted to. */
  readonly addressOf: (file: File) => string;
  readonly onDone: (answer: JsonObject) => void;
};
type Upload = { readonly name: string; readonly share: number };

/** A file by drag and drop, or by a button: for keyboards, screen readers and phones. */
export function FileDrop(props: Props) {
  const { title, hint, accept } = props;
  const { upload, problem, send, stop } = useUpload(props);
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
              {title}
            </Typography>
            <Box maxWidth="64rem">
              <Typography textColor="neutral600" textAlign="center" tag="p">
                {hint}
              </Typography>
            </Box>
            <ChooseFile accept={accept} onChoose={(files) => void send(files)} />
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

type ChooseProps = { readonly accept: string; readonly onChoose: (files: FileList | null) => void };

function ChooseFile({ accept, onChoose }: ChooseProps) {
  const t = useTexts(texts);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{t('choose')}</Button>
      <input
        ref={input}
        type="file"
        accept={accept}
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
  const { name, share } = upload;
  const percent = formatNumber(Math.floor(share * 100), locale);
  return (
    <>
      <Typography role="status">{share < 1 ? t('uploading', { name, percent }) : t('reading', { name })}</Typography>
      <ProgressBar aria-label={name} value={share * 100} />
      <Button variant="tertiary" onClick={onStop}>
        {t('cancel')}
      </Button>
    </>
  );
}

function useUpload({ addressOf, onDone }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const token = useLatestToken();
  const stopping = useRef(new AbortController());
  const [upload, setUpload] = useState<Upload | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(files: FileList | null): Promise<void> {
    const [file, second] = files ?? [];
    if (file === undefined) return;
    if (second !== undefined) return setProblem(t('onlyOne'));
    stopping.current = new AbortController();
    const { signal } = stopping.current;
    setProblem(null);
    setUpload({ name: file.name, share: 0 });
    try {
      // A session that has run out is renewed by this client alone.
      await askGraphql(ViewerDocument, {});
      const onShare = (share: number): void => setUpload({ name: file.name, share });
      onDone(await sendFile({ address: addressOf(file), file, token: token.current ?? '', onShare, signal }));
    } catch (error) {
      if (!signal.aborted) setProblem(describeError(toApiError(error), locale));
    } finally {
      setUpload(null);
    }
  }

  return { upload, problem, send, stop: () => stopping.current.abort() };
}

/** The session's token as it is when the upload begins. */
function useLatestToken() {
  const token = useAuth('FileDrop', (auth) => auth.token);
  const latest = useRef(token);
  useEffect(() => {
    latest.current = token;
  });
  return latest;
}
