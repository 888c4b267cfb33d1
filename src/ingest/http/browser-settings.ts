import type { IncomingMessage } from 'node:http';
import type { Source } from '../sources';

/**
 * What Segment's browser SDK asks for before it sends: where to, and which integrations run in the page (none: they are ours).
 * The very host that answered is where the events go, under the very key that asked: while a key is rotated, a page that still
 * has the old one shows as such.
 */
export function projectSettings(writeKey: string, request: IncomingMessage): unknown {
  const { protocol, host } = ownAddress(request);
  const everything = { __default: { enabled: true, integrations: {} } };
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol,
        addBundledMetadata: true,
        unbundledIntegrations: [],
        maybeBundledConfigIds: {},
      },
    },
    plan: { track: everything, identify: everything, group: everything },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    // The SDK's own metrics would go to Segment.
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}

/** What RudderStack's SDKs ask for: both generations of the browser's, and the mobile ones. No destination runs in the client. */
export function sourceConfig(source: Source, writeKey: string): unknown {
  const never = '1970-01-01T00:00:00.000Z';
  return {
    source: {
      id: source.ref,
      name: source.name,
      writeKey,
      enabled: source.enabled,
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      destinations: [],
      connections: [],
      workspaceId: 'rapport',
      sourceDefinitionId: 'rapport',
      sourceDefinition: { id: 'rapport', name: 'Javascript', displayName: 'Javascript', category: null },
      liveEventsConfig: { eventUpload: false, eventUploadTS: 0 },
      transient: false,
      secretVersion: null,
      deleted: false,
      createdAt: never,
      createdBy: 'rapport',
      updatedAt: never,
    },
    consentManagementMetadata: { providers: [] },
  };
}

/** The address by which the client reached us, also through a proxy that says so. */
function ownAddress(request: IncomingMessage): { protocol: 'http' | 'https'; host: string } {
  const forwarded = firstOf(request.headers['x-forwarded-proto']);
  const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
  const protocol = forwarded === 'https' || (forwarded === undefined && encrypted) ? 'https' : 'http';
  const host = firstOf(request.headers['x-forwarded-host']) ?? request.headers.host ?? 'localhost';
  return { protocol, host: /^[\w.:[\]-]+$/.test(host) ? host : 'localhost' };
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim();
}
