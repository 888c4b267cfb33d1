import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import type { Core, RapportPlugin } from '@rapport/sdk';
import { isObjectType, isScalarType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { auditMutations } from './audited';
import { resolvers } from './resolvers';

/** The folder of the .graphql files: beside `server` in the package, from its sources and from `lib` alike. */
const schemaFolder = path.join(path.dirname(require.resolve('@rapport/customer-360/package.json')), 'schema');

export function ownTypeDefs(): string[] {
  return readdirSync(schemaFolder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(path.join(schemaFolder, file), 'utf8'));
}

/** The schema of the house: this plugin's own types and the parts of all others. */
export function buildSchema(core: Core, plugins: readonly RapportPlugin[]): GraphQLSchema {
  const parts = plugins.flatMap((plugin) => plugin.graphql ?? []);
  return makeExecutableSchema({
    typeDefs: [...ownTypeDefs(), ...parts.map((part) => part.typeDefs)],
    resolvers: [resolvers(), ...parts.map((part) => checked(part.resolvers(core)))].map(auditMutations),
    // A plugin that resolves what it did not declare is told so at start, not by silence.
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    inheritResolversFromInterfaces: false,
  });
}

function checked(map: Record<string, unknown>): IResolvers {
  if (!isResolverMap(map)) throw new TypeError('graphql.resolvers answers an object of objects');
  return map;
}

function isResolverMap(map: Record<string, unknown>): map is IResolvers {
  return Object.values(map).every(
    (type) => (typeof type === 'object' && type !== null) || isScalarType(type) || isObjectType(type),
  );
}
