import { useTexts } from '@rapport/sdk/admin';
import type { Block } from './edit';
import { nameOfTag } from './names';
import { texts } from './texts';

/** What a block is called: by its kind, or by its tag where it has no other name. */
export function useBlockName(): (block: Block) => string {
  const t = useTexts(texts);
  return ({ tag }) => {
    const key = nameOfTag(tag);
    return key === null ? tag : t(key);
  };
}
