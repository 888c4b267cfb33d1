import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import { scriptFaults } from '../../domain/words/faults';
import { scriptLibrary } from '../scripts';
import { installWords } from './install';
import { loaderOf } from './rows';
import { scriptSchema, scriptUid } from './script-type';

type Strapi = { readonly strapi: Core.Strapi };

const reading = new Set(['findOne', 'findFirst', 'findMany', 'count']);
const templates = ['opening', 'body'];

/** The strapi-server export: the content type of scripts, what is checked when one is saved, and what is there at first. */
export default {
  contentTypes: { script: { schema: scriptSchema } },

  register({ strapi }: Strapi): void {
    strapi.documents.use(async (context, next) => {
      if (context.uid !== scriptUid) return next();
      if ('data' in context.params) refuseFaults(context.params.data);
      try {
        return await next();
      } finally {
        if (!reading.has(context.action)) scriptLibrary.forget();
      }
    });
  },

  async bootstrap({ strapi }: Strapi): Promise<void> {
    await installWords(strapi);
    scriptLibrary.connect(loaderOf(strapi));
  },

  destroy(): void {
    scriptLibrary.connect(null);
  },
};

/** An author hears of a fault while he writes, not an agent while a customer waits. */
function refuseFaults(data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  for (const field of templates) {
    const text: unknown = Reflect.get(data, field);
    const [fault] = typeof text === 'string' ? scriptFaults(text) : [];
    if (fault !== undefined) {
      const message = `${field}, line ${fault.line}: ${fault.message}`;
      throw new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError' }] });
    }
  }
}
