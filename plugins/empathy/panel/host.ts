/** Whom the page around the panel, or its address, names. It says nothing of who the agent is. */
export type Whom = Readonly<Partial<Record<'connection' | 'conversation' | 'contact' | 'profile', string>>>;

const askMilliseconds = [0, 300, 1_000, 3_000];

/**
 * Chatwoot's protocol for dashboard apps: the frame asks, the page around it answers with a JSON string, and again whenever the agent
 * goes on to another conversation. Answers count only from origins that may show the panel.
 * @param origins of pages that may show it
 * @returns ends it
 */
export function followHost(
  { origins, connection }: { readonly origins: readonly string[]; readonly connection: string | null },
  onWhom: (whom: Whom) => void,
): () => void {
  const listen = (event: MessageEvent<unknown>): void => {
    if (event.source !== window.parent || !origins.includes(event.origin)) return;
    const told = contextOf(event.data);
    if (told === null) return;
    answered();
    onWhom({ ...(connection === null ? {} : { connection }), ...told });
  };
  window.addEventListener('message', listen);
  const asks = askMilliseconds.map((wait) =>
    setTimeout(() => window.parent.postMessage('chatwoot-dashboard-app:fetch-info', '*'), wait),
  );
  const answered = (): void => asks.forEach((one) => clearTimeout(one));
  return () => {
    answered();
    window.removeEventListener('message', listen);
  };
}

/** Null for whatever else pages say to each other. */
export function contextOf(data: unknown): Pick<Whom, 'conversation' | 'contact'> | null {
  const message = typeof data === 'string' ? jsonOf(data) : data;
  if (member(message, 'event') !== 'appContext') return null;
  const told = member(message, 'data');
  const conversation = idOf(member(told, 'conversation'));
  const contact = idOf(member(told, 'contact'));
  return { ...(conversation === null ? {} : { conversation }), ...(contact === null ? {} : { contact }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function idOf(value: unknown): string | null {
  const id = member(value, 'id');
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : null;
}
