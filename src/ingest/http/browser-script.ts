import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { corsHeaders } from './answer';

const compress = promisify(gzip);

type Script = { readonly plain: Buffer; readonly gzipped: Buffer };

/**
 * The SDK finds its chunks and settings beside the script that a page loaded, but only under https; this line makes it so under
 * http too (a developer's own machine), where the page's snippet has named no other place.
 */
const preamble =
  '(function(){var s=document.currentScript;if(!s||!s.src)return;var i=s.src.indexOf("/analytics.js/v1/");' +
  'var a=window[s.getAttribute("data-global-segment-analytics-key")||"analytics"];' +
  'if(i>0&&a&&!a._cdn)a._cdn=s.src.slice(0,i)})();\n';

/** Segment's browser SDK (@segment/analytics-next, MIT) from the installed package: the script and the chunks it loads lazily. */
export class BrowserScripts {
  private readonly folder = path.dirname(require.resolve('@segment/analytics-next/dist/umd/standalone.js'));
  private readonly loaded = new Map<string, Promise<Script>>();
  private chunks: Promise<ReadonlySet<string>> | null = null;

  script(): Promise<Script> {
    return this.load('standalone.js', preamble);
  }

  /** null: the package has no such chunk. */
  async chunk(file: string): Promise<Script | null> {
    this.chunks ??= readdir(this.folder).then(
      (files) => new Set(files.filter((name) => /\.bundle\.[0-9a-f]+\.js$/.test(name))),
    );
    return (await this.chunks).has(file) ? this.load(file, '') : null;
  }

  private load(file: string, before: string): Promise<Script> {
    let script = this.loaded.get(file);
    if (script === undefined) {
      script = readFile(path.join(this.folder, file)).then(async (code) => {
        const plain = Buffer.concat([Buffer.from(before), code]);
        return { plain, gzipped: await compress(plain, { level: 9 }) };
      });
      this.loaded.set(file, script);
    }
    return script;
  }
}

/** @param maxAgeSeconds chunks carry a hash in their name and never change; the script changes with an update of Rapport */
export function sendScript(
  request: IncomingMessage,
  response: ServerResponse,
  script: Script,
  maxAgeSeconds: number,
): void {
  const gzipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const code = gzipped ? script.gzipped : script.plain;
  response.writeHead(200, {
    ...corsHeaders(request),
    'content-type': 'application/javascript; charset=utf-8',
    'content-length': code.length,
    ...(gzipped ? { 'content-encoding': 'gzip' } : {}),
    'cache-control': `public, max-age=${maxAgeSeconds}`,
    vary: 'Accept-Encoding, Origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : code);
}
