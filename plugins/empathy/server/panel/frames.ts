import type { Core } from '@rapport/sdk';
import { panelLimits } from './limits';

/** Origins of the pages that may show the panel in a frame: those of connected helpdesks, and those of the setting. */
export class Frames {
  private until = 0;
  private origins: Promise<readonly string[]> | undefined;

  constructor(private readonly core: Core) {}

  async list(): Promise<readonly string[]> {
    const now = this.core.now();
    if (this.origins === undefined || this.until <= now) {
      this.until = now + panelLimits.framesMilliseconds;
      this.origins = this.read();
      // Who asks next tries again.
      this.origins.catch(() => (this.origins = undefined));
    }
    return this.origins;
  }

  private async read(): Promise<readonly string[]> {
    const connections = await this.core.helpdesks.list();
    const connected = connections
      .filter(({ enabled }) => enabled)
      .flatMap(({ settings: { baseUrl } }) => (typeof baseUrl === 'string' ? (originOf(baseUrl) ?? []) : []));
    return [...new Set([...connected, ...this.core.settings.panel.frameAncestors])];
  }
}

/** Null for what is no address of the web; nothing else may stand in the policy. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}
