import type { HttpMount } from '@rapport/sdk';

export type Mounts = readonly HttpMount[];

/** Where the longest path wins; built once. `/v1` matches /v1 and /v1/batch, not /v10. */
export function orderMounts(mounts: Mounts): Mounts {
  return [...mounts].sort((a, b) => b.path.length - a.path.length);
}

/** @param ordered by orderMounts @param url as the request carries it, with its query */
export function matchMount(ordered: Mounts, url: string): HttpMount | undefined {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return ordered.find(
    (mount) =>
      mount.path === '/' ||
      (path.startsWith(mount.path) && (path.length === mount.path.length || path[mount.path.length] === '/')),
  );
}
