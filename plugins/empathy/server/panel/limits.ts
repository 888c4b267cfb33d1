/** Bounds of the panel. */
export const panelLimits = {
  bodyBytesMax: 4 * 1024,
  /** Requests of one session in a minute: an agent who clicks quickly, with live updates, makes some forty. */
  requestsPerMinute: 240,
  /** Links that one actor makes, and codes that are tried in this process, in a minute. */
  linksPerMinute: 20,
  redemptionsPerMinute: 120,
  /** How long a look at a session, or at the connected helpdesks, is remembered. */
  sessionMilliseconds: 10_000,
  framesMilliseconds: 5_000,
  rememberedMax: 5_000,
  namesMilliseconds: 300_000,
  /** Of a customer: events on the strip, events of orders and how far back, conversations of which is read what was said. */
  storyEventsMax: 80,
  orderEventsMax: 100,
  orderDays: 180,
  conversationsReadMax: 5,
  duplicatesMax: 5,
  scriptQueryCharsMax: 100,
} as const;
