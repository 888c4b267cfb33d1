import { createServer } from 'node:http';

export type HelpdeskFrame = {
  /** Of the page around the panel: another origin than the panel's. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** What Chatwoot's page does with a dashboard app: it frames it, and answers its question with a JSON string. */
const script = `
  const frame = document.querySelector('iframe');
  const told = JSON.parse(document.querySelector('#context').textContent);
  const answer = () => frame.contentWindow.postMessage(JSON.stringify({ event: 'appContext', data: told }), '*');
  window.addEventListener('message', ({ data, source }) => {
    if (source === frame.contentWindow && data === 'chatwoot-dashboard-app:fetch-info') answer();
  });
  window.goOn = (conversation, contact) => { Object.assign(told, { conversation: { id: conversation }, contact: { id: contact } }); answer(); };
`;

/**
 * A page that behaves as Chatwoot around its dashboard apps: `/?src=<panel>&conversation=41&contact=5`.
 * @param host a name of this machine that differs from the panel's, so that the origins are of different sites
 */
export async function startHelpdeskFrame(host = 'localhost'): Promise<HelpdeskFrame> {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const context = {
      conversation: { id: Number(query.get('conversation')) },
      contact: { id: Number(query.get('contact')) },
      currentAgent: { id: 1, name: 'Somebody Else', email: 'boss@example.com' },
    };
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><title>Helpdesk</title><style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%}</style>
<script type="application/json" id="context">${JSON.stringify(context)}</script>
<iframe title="Rapport" src="${encodeURI(query.get('src') ?? '')}"></iframe><script>${script}</script></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://${host}:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
