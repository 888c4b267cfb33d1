import type { Core } from '@rapport/sdk';
import { BroadcastCommands } from './campaigns/commands';
import { FigureReader } from './campaigns/figures';
import { ChannelCommands } from './channels/commands';
import { keptConnections } from './channels/sessions';
import { MessageCommands } from './messages';
import { ResultReader } from './results';
import { Sending } from './sending';
import { SettingCommands } from './settings';
import { rendererOf } from './sending/texts';

/** All of outreach in one process. */
export type Outreach = {
  readonly broadcasts: BroadcastCommands;
  readonly channels: ChannelCommands;
  readonly figures: FigureReader;
  readonly messages: MessageCommands;
  readonly results: ResultReader;
  readonly settings: SettingCommands;
  readonly sending: Sending;
};

const byCore = new WeakMap<Core, Outreach>();

export function outreach(core: Core): Outreach {
  const known = byCore.get(core);
  if (known !== undefined) return known;
  const connections = keptConnections(core);
  const made = {
    broadcasts: new BroadcastCommands(core),
    channels: new ChannelCommands(core, connections),
    figures: new FigureReader(core),
    messages: new MessageCommands(core),
    results: new ResultReader(core),
    settings: new SettingCommands(core),
    sending: new Sending(core, rendererOf(core), connections),
  };
  byCore.set(core, made);
  return made;
}
