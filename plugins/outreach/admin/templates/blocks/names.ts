import type { texts } from './texts';
import { condition } from './tree';

type Key = keyof typeof texts;

const namesOfTags: Readonly<Record<string, Key>> = {
  ...{ 'mj-text': 'text', 'mj-button': 'button', 'mj-image': 'image', 'mj-divider': 'divider', 'mj-spacer': 'spacer' },
  ...{
    'mj-section': 'section',
    'mj-column': 'column',
    'mj-group': 'group',
    'mj-wrapper': 'wrapper',
    'mj-hero': 'hero',
  },
  ...{ 'mj-raw': 'raw', [condition]: 'onlyWhere' },
};
const namesOfAttributes: Readonly<Record<string, Key>> = {
  ...{ align: 'align', href: 'href', src: 'src', alt: 'alt', width: 'width', height: 'height', padding: 'padding' },
  ...{ 'font-size': 'fontSize', color: 'colour', 'background-color': 'background' },
  ...{ 'border-color': 'lineColour', 'border-width': 'lineWidth' },
};

/** Under which text a block's kind is called something; null: it is called by its tag. */
export const nameOfTag = (tag: string): Key | null => namesOfTags[tag] ?? null;
export const nameOfAttribute = (name: string): Key | null => namesOfAttributes[name] ?? null;
