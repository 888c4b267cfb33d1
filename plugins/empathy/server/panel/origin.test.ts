import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { requireOwnPage } from './origin';

function request(method: string, headers: Record<string, string>): IncomingMessage {
  const made = new IncomingMessage(new Socket());
  made.method = method;
  Object.assign(made.headers, { host: 'rapport.example', ...headers });
  return made;
}

test.each([
  ['POST', { origin: 'https://rapport.example' }],
  ['POST', { origin: 'https://rapport.example', 'sec-fetch-site': 'same-origin' }],
  // A proxy may have changed the host: the browser knows better.
  ['POST', { origin: 'https://public.example', 'sec-fetch-site': 'same-origin' }],
  ['GET', {}],
  ['GET', { 'sec-fetch-site': 'none' }],
  ['GET', { 'sec-fetch-site': 'same-origin' }],
])('%s of our own page with %j is answered', (method, headers) => {
  expect(() => requireOwnPage(request(method, headers))).not.toThrow();
});

test.each([
  ['POST', {}],
  ['POST', { origin: 'https://evil.example' }],
  ['POST', { origin: 'null' }],
  ['POST', { origin: 'https://rapport.example', 'sec-fetch-site': 'cross-site' }],
  ['POST', { origin: 'https://rapport.example', 'sec-fetch-site': 'none' }],
  ['DELETE', { origin: 'https://sub.rapport.example' }],
  ['GET', { origin: 'https://evil.example' }],
  ['GET', { 'sec-fetch-site': 'cross-site' }],
  ['GET', { 'sec-fetch-site': 'same-site' }],
])('%s of another page with %j is refused', (method, headers) => {
  expect(() => requireOwnPage(request(method, headers))).toThrow(expect.objectContaining({ code: 'origin_refused' }));
});
