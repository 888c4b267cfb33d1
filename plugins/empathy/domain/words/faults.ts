import { parseTemplate, type TemplateFault, templateFaults } from '@rapport/sdk/words';

const roots = new Set(['customer', 'agent', 'situation', 'conversation', 'computed']);

/** What is wrong with a text of a script, for its author; nothing where it can be used. */
export function scriptFaults(text: string): readonly TemplateFault[] {
  return templateFaults(parseTemplate(text), roots);
}
