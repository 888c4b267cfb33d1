import mjml from 'mjml';

export type Made =
  | {
      readonly html: string;
      readonly errors: readonly { readonly line: number; readonly message: string; readonly tagName: string }[];
    }
  /** It is no MJML. */
  | { readonly failure: string };

const options = {
  validationLevel: 'soft',
  ignoreIncludes: true,
  useMjmlConfigOptions: false,
  keepComments: false,
  // MJML would load the fonts that it knows by name from Google, and so tell who reads what; `mj-font` is the author's own wish.
  fonts: {},
} as const;

/** What the thread of ./mjml does with one text. */
export default async function make(text: string): Promise<Made> {
  try {
    const { html, errors } = await mjml(text, options);
    return { html, errors: errors.map(({ line, message, tagName }) => ({ line, message, tagName })) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : 'It is no MJML.' };
  }
}
