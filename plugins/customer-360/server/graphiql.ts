import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

/** Answers the GraphiQL page and its files; false where the request is for something else. */
export type Graphiql = { serve(request: IncomingMessage, response: ServerResponse): boolean };

const folder = '/graphql/graphiql/';
const files: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  'graphiql.js': { file: inPackage('graphiql', 'graphiql.min.js'), type: 'text/javascript; charset=utf-8' },
  'graphiql.css': { file: inPackage('graphiql', 'graphiql.min.css'), type: 'text/css; charset=utf-8' },
  'react.js': { file: inPackage('react', 'umd/react.production.min.js'), type: 'text/javascript; charset=utf-8' },
  'react-dom.js': {
    file: inPackage('react-dom', 'umd/react-dom.production.min.js'),
    type: 'text/javascript; charset=utf-8',
  },
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Rapport: customer 360</title>
    <link rel="stylesheet" href="${folder}graphiql.css" />
    <style>html, body, #graphiql { height: 100%; margin: 0; }</style>
  </head>
  <body>
    <div id="graphiql"></div>
    <script src="${folder}react.js"></script>
    <script src="${folder}react-dom.js"></script>
    <script src="${folder}graphiql.js"></script>
    <script src="${folder}start.js"></script>
  </body>
</html>
`;

/** Headers are not persisted: a token in the browser's storage would outlive the page. */
const start = `const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: 'headers',
    headers: JSON.stringify({ Authorization: 'Bearer <API token>' }, null, 2),
    defaultQuery: '{\\n  viewer {\\n    actor\\n    scopes\\n  }\\n}\\n',
  }),
);
`;

const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

/** The page of the npm package, served from here: nothing is fetched from elsewhere. */
export const graphiql: Graphiql = {
  serve(request, response) {
    if (request.method !== 'GET') return false;
    const [pathname = '', search] = (request.url ?? '').split('?');
    if ((pathname === '/graphql' || pathname === '/graphql/') && search === undefined && wantsPage(request)) {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'cache-control': 'no-store',
      });
      response.end(page);
      return true;
    }
    if (!pathname.startsWith(folder)) return false;
    const name = pathname.slice(folder.length);
    if (name === 'start.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' });
      response.end(start);
      return true;
    }
    const entry = Object.hasOwn(files, name) ? files[name] : undefined;
    if (entry === undefined) return false;
    response.writeHead(200, { 'content-type': entry.type, 'cache-control': 'public, max-age=86400' });
    createReadStream(entry.file)
      .on('error', () => response.destroy())
      .pipe(response);
    return true;
  },
};

function wantsPage(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

function inPackage(name: string, file: string): string {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
}
