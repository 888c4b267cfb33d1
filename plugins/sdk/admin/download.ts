import { getFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';

/** Lets the browser save what an address answers (or a `data:` or `blob:` address holds); a name where the answer gives none. */
export function download(address: string, name = ''): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** Lets the browser save a text. */
export function downloadText(text: string, name: string, type = 'application/json'): void {
  save(new Blob([text], { type }), name);
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  download(address, name);
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address));
}

type FileDownload = {
  readonly start: (address: string, name: string) => void;
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
};

/** Fetches a file as who is logged in, and lets the browser save it. A plain link carries no session. */
export function useFileDownload(): FileDownload {
  const [isLoading, setIsLoading] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  async function fetchAndSave(address: string, name: string): Promise<void> {
    setIsLoading(true);
    setHasFailed(false);
    try {
      const { data } = await getFetchClient().get<Blob>(address, { responseType: 'blob' });
      save(data, name);
    } catch {
      setHasFailed(true);
    } finally {
      setIsLoading(false);
    }
  }
  return { start: (address, name) => void fetchAndSave(address, name), isLoading, hasFailed };
}
