/** A hint of the server: these customers changed (ids of today's profiles), and perhaps `more` than it names. */
export type LiveHint = { readonly profiles: readonly string[]; readonly more: boolean };

/**
 * Takes whole server-sent events off the beginning of `text`; what is left waits for the next piece. Comments (heartbeats)
 * and events that are none of ours are dropped.
 */
export function takeHints(text: string): { readonly hints: readonly LiveHint[]; readonly rest: string } {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { hints: blocks.flatMap((block) => hintOf(block) ?? []), rest };
}

function hintOf(block: string): LiveHint | null {
  const data = block
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
  if (data === '') return null;
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed !== 'object' || parsed === null || !('profiles' in parsed)) return null;
    const { profiles } = parsed;
    if (!Array.isArray(profiles)) return null;
    return {
      profiles: profiles.filter((id: unknown) => typeof id === 'string'),
      more: 'more' in parsed && parsed.more === true,
    };
  } catch {
    return null;
  }
}
