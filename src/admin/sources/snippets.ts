/** Lines to copy, with the address and the key that work. Each sends one event about a person of its own. */
export const snippetKinds = ['browser', 'node', 'curl', 'rudderstack'] as const;
export type SnippetKind = (typeof snippetKinds)[number];

/** Which client fits: a page never holds the key of a server. */
export function snippetsFor(kind: 'BROWSER' | 'SERVER'): readonly SnippetKind[] {
  return kind === 'BROWSER' ? ['browser', 'curl', 'rudderstack'] : ['node', 'curl', 'rudderstack'];
}

/** @param url of Rapport, without a slash at the end @param writeKey or what stands for it */
export function snippet(which: SnippetKind, source: 'BROWSER' | 'SERVER', url: string, writeKey: string): string {
  switch (which) {
    case 'browser':
      return browserSnippet(url, writeKey);
    case 'node':
      return nodeSnippet(url, writeKey);
    case 'curl':
      return curlSnippet(url, writeKey);
    case 'rudderstack':
      return source === 'BROWSER' ? rudderBrowserSnippet(url, writeKey) : rudderNodeSnippet(url, writeKey);
  }
}

function browserSnippet(url: string, writeKey: string): string {
  return `<script>
  (function (host, writeKey) {
    var analytics = (window.analytics = window.analytics || []);
    if (analytics.invoked) return;
    analytics.invoked = true;
    ['identify', 'track', 'page', 'group', 'alias', 'ready', 'reset', 'on', 'once', 'off'].forEach(function (method) {
      // Until the script is here, calls wait in the list.
      analytics[method] = function () {
        analytics.push([method].concat(Array.prototype.slice.call(arguments)));
        return analytics;
      };
    });
    analytics._writeKey = writeKey;
    analytics._cdn = host;
    var script = document.createElement('script');
    script.async = true;
    script.src = host + '/analytics.js/v1/' + writeKey + '/analytics.min.js';
    document.head.appendChild(script);
    analytics.page();
  })('${url}', '${writeKey}');
</script>`;
}

function nodeSnippet(url: string, writeKey: string): string {
  return `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${writeKey}', host: '${url}' });
analytics.track({ userId: 'u-1', event: 'First Event', properties: { from: 'Node.js' } });
await analytics.closeAndFlush();`;
}

function curlSnippet(url: string, writeKey: string): string {
  return `curl ${url}/v1/track \\
  -u '${writeKey}:' \\
  -d '{ "userId": "u-1", "event": "First Event", "properties": { "from": "curl" } }'`;
}

function rudderNodeSnippet(url: string, writeKey: string): string {
  return `// npm install @rudderstack/rudder-sdk-node
import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const analytics = new RudderAnalytics('${writeKey}', { dataPlaneUrl: '${url}' });
analytics.track({ userId: 'u-1', event: 'First Event', properties: { from: 'RudderStack' } });
analytics.flush();`;
}

function rudderBrowserSnippet(url: string, writeKey: string): string {
  return `// npm install @rudderstack/analytics-js
import { RudderAnalytics } from '@rudderstack/analytics-js';

const analytics = new RudderAnalytics();
analytics.load('${writeKey}', '${url}', { configUrl: '${url}' });
analytics.track('First Event', { from: 'RudderStack' });`;
}
