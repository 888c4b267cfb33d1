import { type HelpdeskContext, writtenPrefix } from '@rapport/sdk';
import { z } from 'zod';
import { readPayload } from '../domain/payload';

type Context = HelpdeskContext<{ readonly accountId: number }>;
type Definition = { readonly name: string; readonly label: string; readonly type: 'text' | 'number' };

/** What we write. Chatwoot shows an attribute, and offers it to automations, only where it is defined. */
const definitions = {
  contact_attribute: [
    { name: 'value', label: 'Value', type: 'number' },
    { name: 'segments', label: 'Segments', type: 'text' },
    { name: 'frustration', label: 'Frustration', type: 'number' },
    { name: 'situation', label: 'Situation', type: 'text' },
  ],
  conversation_attribute: [
    { name: 'agent', label: 'Recommended agent', type: 'text' },
    { name: 'team', label: 'Recommended team', type: 'text' },
    { name: 'priority', label: 'Recommended priority', type: 'text' },
  ],
} as const satisfies Record<string, readonly Definition[]>;
const models = ['contact_attribute', 'conversation_attribute'] as const;

const listed = z.array(z.object({ attribute_key: z.string() }));

/** Those that are there stay, whatever was made of them. */
export async function defineAttributes({ api, settings }: Context): Promise<void> {
  const at = `/api/v1/accounts/${settings.accountId}/custom_attribute_definitions`;
  for (const model of models) {
    const known = readPayload(listed, await api.get(at, { attribute_model: model }));
    for (const { name, label, type } of definitions[model]) {
      const key = `${writtenPrefix}${name}`;
      if (known.some((one) => one.attribute_key === key)) continue;
      const definition = {
        ...{ attribute_key: key, attribute_model: model, attribute_display_name: `${label} (Rapport)` },
        ...{ attribute_display_type: type, attribute_description: 'Written by Rapport' },
      };
      await api.post(at, { custom_attribute_definition: definition });
    }
  }
}
