import type { GraphqlPart } from './plugin';

/** The parts of one plugin as one: what they say of the same type comes together, and no two say the same field. */
export function joinGraphql(parts: readonly GraphqlPart[]): GraphqlPart {
  return {
    typeDefs: parts.map((part) => part.typeDefs).join('\n'),
    resolvers(core) {
      const joined: Record<string, Record<string, unknown>> = {};
      for (const part of parts)
        for (const [type, fields] of Object.entries(part.resolvers(core)))
          for (const [field, resolve] of Object.entries(typeof fields === 'object' && fields !== null ? fields : {})) {
            const known = (joined[type] ??= {});
            if (field in known) throw new Error(`${type}.${field} is resolved twice`);
            known[field] = resolve;
          }
      return joined;
    },
  };
}
