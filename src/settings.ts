import path from 'node:path';
import { limits, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { identityPolicy } from './domain/identity/policy';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What config/rapport.ts may say. Everything has a default. */
export const productSettings = z.object({
  identity: identityPolicy.prefault({}),
  door: z
    .object({
      eventBytesMax: z.number().int().default(limits.eventBytesMax),
      requestBytesMax: z.number().int().default(limits.requestBytesMax),
      batchEventsMax: z.number().int().max(limits.transactionEventsMax).default(limits.batchEventsMax),
      /** Bodies of all open requests together, as they came over the wire; beyond that 503. */
      bodyBytesInFlightMax: z
        .number()
        .int()
        .default(256 * 1024 * 1024),
      /** Requests that wait for a transaction; beyond that 503. Events, not requests, are counted. */
      waitingEventsMax: z.number().int().default(50_000),
      /** How long the first request of a transaction waits for company; 0: until the end of the event loop's turn. */
      gatherMilliseconds: z.number().default(0),
      transactionsInFlightMax: z.number().int().default(2),
      /** Events per second that a source may send where it says nothing itself. */
      eventsPerSecondMax: z.number().int().default(50_000),
      commitTimeoutSeconds: z.number().default(30),
    })
    .prefault({}),
  graphql: z
    .object({
      depthMax: z.number().int().default(12),
      costMax: z.number().int().default(5_000),
      aliasesMax: z.number().int().default(30),
      pageSizeMax: z.number().int().default(100),
      bodyBytesMax: z
        .number()
        .int()
        .default(1024 * 1024),
      timeoutSeconds: z.number().default(30),
      persistedQueriesMax: z.number().int().default(1_000),
      /** Introspection and the GraphiQL page at /graphql. The variable GRAPHIQL=true allows them as well (the demo sets it). */
      introspection: z.boolean().default(false),
    })
    .prefault({}),
  /** Pages of the admin that listen to changes while they are open. */
  live: z
    .object({
      /** Of one web process; beyond that 503, and the pages poll. */
      connectionsMax: z.number().int().default(500),
    })
    .prefault({}),
  /** How messages of customers sound: read in process, by a lexicon. */
  sentiment: z
    .object({
      /**
       * A model behind an API like OpenAI's instead: then the text of messages is sent there. The key is SENTIMENT_MODEL_KEY in the
       * environment. Off unless it is given: `{ baseUrl: 'http://127.0.0.1:11434/v1', model: 'qwen3' }`.
       */
      model: z
        .object({
          baseUrl: z.url({ protocol: /^https?$/ }),
          model: z.string().min(1).max(200),
          timeoutMilliseconds: z
            .number()
            .int()
            .min(100)
            .max(limits.messageReaderMilliseconds - 1_000)
            .default(3_000),
        })
        .nullable()
        .default(null),
    })
    .prefault({}),
  /** The agents' panel inside a helpdesk (docs/panel.md). */
  panel: z
    .object({
      /** Origins of pages that may show it in a frame, beside those of the connected helpdesks: `https://desk.example.com`. */
      frameAncestors: z.array(z.url().refine((url) => new URL(url).origin === url, 'is no origin')).default([]),
      shiftHours: z.number().min(0.1).max(24).default(12),
      linkMinutes: z.number().min(1).max(60).default(10),
    })
    .prefault({}),
  /** What is masked without pii.read, beside the reserved traits that name or reach a person. */
  privacy: z
    .object({
      personalTraits: z.array(z.string()).default([]),
      personalKinds: z.array(z.string()).default(['email', 'phone']),
      /** Which reads of profiles the audit log holds: none, those by people and those with pii.read, or all. */
      auditReads: z.enum(['off', 'personal', 'all']).default('personal'),
      /** Entries of the audit log go after so many days. */
      auditDays: z.number().int().min(1).default(limits.auditDays),
    })
    .prefault({}),
  situations: z
    .object({
      /** A new installation gets the ready situations by itself. The variable SITUATIONS=false keeps them away as well. */
      install: z.boolean().default(true),
    })
    .prefault({}),
  /** IANA name: calendar days and hours of the workspace (windows of segments, quiet hours). */
  timeZone: z.string().refine(isTimeZone, 'is no IANA time zone').default('UTC'),
  /** Traits by which profiles are searched, beside e-mail addresses and phone numbers. */
  search: z.object({ traits: z.array(z.string()) }).default({ traits: ['name', 'firstName', 'lastName', 'company'] }),
});
export type ProductSettings = z.infer<typeof productSettings>;

const environment = z.object({
  DATABASE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  RAPPORT_DATA_DIR: z.string().optional(),
  RAPPORT_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/)
    .default('rapport'),
  STRAPI_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/)
    .default('strapi'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(1337),
  SHUTDOWN_DELAY_SECONDS: z.coerce.number().min(0).max(600).default(0),
  GRAPHIQL: z.stringbool().optional(),
  SITUATIONS: z.stringbool().optional(),
  PROXY: z.stringbool().default(false),
  SENTIMENT_MODEL_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Settings of one process: what the environment says and what config/rapport.ts says. */
export type Settings = {
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dataDir: string;
  readonly schema: string;
  readonly strapiSchema: string;
  readonly role: 'all' | 'web' | 'worker';
  readonly host: string;
  readonly port: number;
  /** A proxy in front says who asks and how: X-Forwarded-For, X-Forwarded-Proto. */
  readonly behindProxy: boolean;
  readonly logLevel: string;
  /** How long requests are still taken after a stop was asked for, while /readyz says no. */
  readonly shutdownDelaySeconds: number;
  /** Of the model in `product.sentiment`. */
  readonly sentimentModelKey: string | null;
  readonly product: ProductSettings;
};

/** @throws RapportError settings_invalid, naming the variable or the path, never its value. */
export function parseSettings(env: NodeJS.ProcessEnv, product: unknown, appDir: string): Settings {
  // `DATABASE_URL=` in a file of variables means: none.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const fromEnv = environment.safeParse(given);
  if (!fromEnv.success) throw new RapportError('settings_invalid', describe(fromEnv.error));
  const fromFile = productSettings.safeParse(product);
  if (!fromFile.success) throw new RapportError('settings_invalid', `config/rapport.ts: ${describe(fromFile.error)}`);
  const e = fromEnv.data;
  const { graphql, situations } = fromFile.data;
  return {
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    dataDir: path.resolve(appDir, e.RAPPORT_DATA_DIR ?? '.data'),
    schema: e.RAPPORT_SCHEMA,
    strapiSchema: e.STRAPI_SCHEMA,
    role: e.ROLE,
    host: e.HOST,
    port: e.PORT,
    behindProxy: e.PROXY,
    logLevel: e.LOG_LEVEL,
    shutdownDelaySeconds: e.SHUTDOWN_DELAY_SECONDS,
    sentimentModelKey: e.SENTIMENT_MODEL_KEY ?? null,
    product: {
      ...fromFile.data,
      graphql: { ...graphql, introspection: e.GRAPHIQL ?? graphql.introspection },
      situations: { install: e.SITUATIONS ?? situations.install },
    },
  };
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
