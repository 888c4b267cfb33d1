import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { RapportError } from '@rapport/sdk';

/** Made by `npm run build` (scripts/panel.mjs). */
const folder = path.join(path.dirname(require.resolve('@rapport/empathy/package.json')), 'lib/panel');
const types: Readonly<Record<string, string>> = {
  'panel.js': 'text/javascript; charset=utf-8',
  'sign-in.js': 'text/javascript; charset=utf-8',
  'panel.css': 'text/css; charset=utf-8',
};
const yearSeconds = 31_536_000;

type Asset = {
  readonly type: string;
  readonly version: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
};

/** The panel's page and what belongs to it: read and packed once. */
export class PanelPages {
  private assets: ReadonlyMap<string, Asset> | undefined;

  /** `frames`: origins that may show the page, and whose messages it believes to be the helpdesk's. */
  sendPage(response: ServerResponse, kind: 'panel' | 'sign-in', frames: readonly string[]): void {
    const assets = this.load();
    const address = (name: string) => `/panel/assets/${name}?v=${assets.get(name)?.version ?? ''}`;
    const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="frames" content="${escaped(frames.join(' '))}">
<title>Rapport</title>
<link rel="stylesheet" href="${address('panel.css')}">
<script type="module" src="${address(`${kind}.js`)}"></script>
</head>
<body><div id="panel" aria-busy="true"></div></body>
</html>
`;
    // In its place: the policy that all other answers have forbids frames.
    response.removeHeader('x-frame-options');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policyOf(kind === 'panel' ? frames : null),
      'cross-origin-resource-policy': 'same-origin',
    });
    response.end(html);
  }

  /** @throws RapportError not_found */
  sendAsset(request: IncomingMessage, response: ServerResponse, name: string): void {
    const asset = this.load().get(name);
    if (asset === undefined) throw new RapportError('not_found');
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const coding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null;
    const body = coding === 'br' ? asset.brotli : coding === 'gzip' ? asset.gzip : asset.plain;
    response.writeHead(200, {
      'content-type': asset.type,
      // The address changes with the content.
      'cache-control': `public, max-age=${yearSeconds}, immutable`,
      'content-length': body.length,
      vary: 'accept-encoding',
      ...(coding === null ? {} : { 'content-encoding': coding }),
    });
    response.end(body);
  }

  private load(): ReadonlyMap<string, Asset> {
    this.assets ??= new Map(
      Object.entries(types).map(([name, type]) => {
        const file = path.join(folder, name);
        if (!existsSync(file)) throw new RapportError('not_found', 'The panel is not built: npm run build.');
        const plain = readFileSync(file);
        const version = createHash('sha256').update(plain).digest('hex').slice(0, 12);
        return [name, { type, version, plain, gzip: gzipSync(plain), brotli: brotliCompressSync(plain) }];
      }),
    );
    return this.assets;
  }
}

/** Everything is ours, nothing inline. @param frames null: nobody may show the page in a frame */
function policyOf(frames: readonly string[] | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames === null ? "'none'" : ["'self'", ...frames].join(' ')}`,
  ].join('; ');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
