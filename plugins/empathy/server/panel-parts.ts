import type { PanelParts } from './panel/parts';

/** What the panel shows beyond what the house itself knows: one line for each part of this plugin that tells something. */
export const panelParts: PanelParts = {};
