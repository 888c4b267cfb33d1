import { ApiError, isErrorCode, isJsonObject, objects, parseJson, textIn } from '@rapport/sdk/admin';

/**
 * Sends a file to `POST /imports`. XMLHttpRequest, because fetch does not tell how far it is.
 * @param onProgress share that was sent, 0 to 1
 * @returns the new import's id
 * @throws ApiError
 */
export function uploadFile(
  file: File,
  token: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/imports?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new ApiError('offline', 'The upload was cut off.'));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    request.onload = () => {
      const answer = parseJson(request.responseText);
      const importId = isJsonObject(answer) ? textIn(answer, 'importId') : '';
      if (importId !== '') return resolve(importId);
      reject(refusalIn(isJsonObject(answer) ? objects(answer['errors'])[0] : undefined));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function refusalIn(error: ReturnType<typeof objects>[number] | undefined): ApiError {
  const extensions = error?.['extensions'];
  const code = isJsonObject(extensions) ? textIn(extensions, 'code') : '';
  return new ApiError(isErrorCode(code) ? code : 'unexpected', error === undefined ? '' : textIn(error, 'message'));
}
