import { ApiError, isErrorCode } from './api-error';
import { isJsonObject, parseJson } from './graphql-document';
import type { JsonObject } from './graphql-document';
import { objects, textIn } from './json-shapes';

type Sending = {
  /** Where it is posted to, e.g. `/imports?name=customers.csv`. */
  readonly address: string;
  readonly file: File;
  /** Of the session. */
  readonly token: string;
  /** Share that was sent, 0 to 1. */
  readonly onShare: (share: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends a file as the body of a POST. XMLHttpRequest, because fetch does not tell how far it is.
 * @returns what is answered
 * @throws ApiError
 */
export function sendFile({ address, file, token, onShare, signal }: Sending): Promise<JsonObject> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new ApiError('offline', 'The upload was cut off.'));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    request.onload = () => {
      const answer = parseJson(request.responseText);
      if (request.status < 300 && isJsonObject(answer)) return resolve(answer);
      reject(refusalIn(isJsonObject(answer) ? objects(answer['errors'])[0] : undefined));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function refusalIn(error: JsonObject | undefined): ApiError {
  const extensions = error?.['extensions'];
  const code = isJsonObject(extensions) ? textIn(extensions, 'code') : '';
  return new ApiError(isErrorCode(code) ? code : 'unexpected', error === undefined ? '' : textIn(error, 'message'));
}
