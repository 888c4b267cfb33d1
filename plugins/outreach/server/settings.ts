import { type Core, type Json, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { housePolicy } from '../domain/policy';
import { parsePolicy } from './policy';
import { readSetting, type SettingRow, setStopped, updateSetting } from './stores/settings';

const addressesMax = 200;
const addresses = z.array(z.string().trim().min(1).max(320)).max(addressesMax);
const publicUrl = z.url({ protocol: /^https?$/ }).max(500);

export type OutreachSettings = Omit<SettingRow, 'policy'> & { readonly policy: ReturnType<typeof parsePolicy> };

/** How is sent: the sandbox, the one button that stops it all, the policy. */
export class SettingCommands {
  constructor(private readonly core: Core) {}

  async read(): Promise<OutreachSettings> {
    const { policy, ...row } = await readSetting(this.core.database);
    return { ...row, policy: parsePolicy(policy) };
  }

  /** What is not given stays. @throws RapportError outreach_setting_invalid */
  async change(
    change: {
      readonly sandbox?: boolean | undefined;
      readonly sandboxAddresses?: readonly string[] | undefined;
      readonly policy?: Json | undefined;
      /** Null: nobody says any more where people find us. */
      readonly publicUrl?: string | null | undefined;
      readonly needsApproval?: boolean | undefined;
    },
    actor: string,
  ): Promise<OutreachSettings> {
    const { policy, sandbox, needsApproval } = change;
    await updateSetting(
      this.core.database,
      {
        ...(sandbox === undefined ? {} : { sandbox }),
        ...(needsApproval === undefined ? {} : { needsApproval }),
        ...(change.sandboxAddresses === undefined
          ? {}
          : { sandboxAddresses: checked(addresses, change.sandboxAddresses).map((one) => one.toLowerCase()) }),
        ...(policy === undefined ? {} : { policy: checked(housePolicy, policy) }),
        ...(change.publicUrl === undefined
          ? {}
          : { publicUrl: change.publicUrl === null ? null : checked(publicUrl, change.publicUrl).replace(/\/+$/, '') }),
      },
      { actor, at: this.core.now() },
    );
    this.core.wake();
    return this.read();
  }

  /** Nothing at all leaves any more, or again. What is on its way arrives. */
  async stop(isStopped: boolean, actor: string): Promise<OutreachSettings> {
    await setStopped(this.core.database, isStopped, { actor, at: this.core.now() });
    this.core.wake();
    return this.read();
  }
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RapportError('outreach_setting_invalid', issue && `${issue.path.join('.')}: ${issue.message}`);
}
