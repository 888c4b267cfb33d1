import { type Template, templateOf } from '../compile/template';
import type { Catalogue } from './catalogue';

/** Sets of definitions that are kept compiled. */
const templatesMax = 200;

/** Compiling a hundred segments takes 20 ms, an explanation of the frustration score 1.5 ms, and the same ones come again until one is published. */
export class Templates {
  private readonly ofCatalogue = new WeakMap<Catalogue, Map<string, Template>>();

  /** @param key what is compiled; another key for anything else of this catalogue */
  take(catalogue: Catalogue, key: string, compileFor: Parameters<typeof templateOf>[0]): Template {
    const known = this.ofCatalogue.get(catalogue) ?? new Map<string, Template>();
    this.ofCatalogue.set(catalogue, known);
    const template = known.get(key) ?? templateOf(compileFor);
    if (known.size < templatesMax) known.set(key, template);
    return template;
  }
}
