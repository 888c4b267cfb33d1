import { ApolloServer, HeaderMap } from '@apollo/server';
import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { RapportError } from '@rapport/sdk';
import type { Core } from '@rapport/sdk';
import { GraphQLError } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { costOf } from './bounds';
import { BoundedCache } from './bounded-cache';
import type { RequestContext } from './context';
import { formatError } from './errors';
import { createExecutor } from './executor';

/**
 * Documents that are kept parsed and compiled. A usual one takes 0.2 MB, the largest allowed about 2 MB, most of it code made by
 * graphql-jit; Apollo's own bound, 30 MB of documents, counts none of that and let a server grow by 1 GB and more.
 */
const documentsMax = 200;

/**
 * Apollo does what it is good at: the protocol, validation, persisted queries, hooks. Execution is graphql-jit's, put in where
 * Apollo lets a plugin answer.
 */
export async function createApollo(core: Core, schema: GraphQLSchema): Promise<ApolloServer<RequestContext>> {
  const settings = core.settings.graphql;
  const server = new ApolloServer<RequestContext>({
    schema,
    introspection: settings.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // There are no cookies here: a browser sends no token on its own.
    csrfPrevention: false,
    hideSchemaDetailsFromClientErrors: !settings.introspection,
    documentStore: new BoundedCache<DocumentNode>(documentsMax),
    persistedQueries: { cache: new BoundedCache<string>(settings.persistedQueriesMax), ttl: null },
    formatError: (formatted, error) => formatError(formatted, error, core.log),
    logger: core.log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      execution(core, schema),
    ],
  });
  await server.start();
  return server;
}

function execution(core: Core, schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const execute = createExecutor(schema);
  const settings = core.settings.graphql;
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ document, operation, request }) {
        if (!operation) return;
        try {
          const cost = costOf(schema, document, operation, request.variables ?? {}, settings.pageSizeMax);
          if (cost > settings.costMax) {
            throw new RapportError('query_too_costly', `It may cost ${cost}, the limit is ${settings.costMax}.`);
          }
        } catch (error) {
          if (!(error instanceof RapportError)) throw error;
          // Apollo answers 500 where a hook names no status.
          throw new GraphQLError(error.message, {
            originalError: error,
            extensions: { http: { status: error.status } },
          });
        }
      },
      async responseForOperation({ document, operation, request, contextValue }) {
        // No operation of that name, or several and no name: Apollo answers that itself.
        if (!operation) return null;
        return toResponse(await execute(document, request.operationName, contextValue, request.variables ?? {}), core);
      },
    }),
  };
}

function toResponse(result: ExecutionResult, core: Core): GraphQLResponse {
  const headers = new HeaderMap();
  if (result.errors === undefined)
    return { http: { status: undefined, headers }, body: { kind: 'single', singleResult: result } };
  // Without data the variables did not fit.
  const unfit = !('data' in result);
  const errors = result.errors.map((error) =>
    formatError({ ...error.toJSON(), ...(unfit ? { extensions: { code: 'BAD_USER_INPUT' } } : {}) }, error, core.log),
  );
  return {
    http: { status: unfit ? 400 : undefined, headers },
    body: { kind: 'single', singleResult: { ...result, errors } },
  };
}
