import type { IncomingMessage, ServerResponse } from 'node:http';
import { RapportError, type HttpMount } from '@rapport/sdk';
import type pg from 'pg';
import type { MigrationSource } from '../postgres/migrate';
import { pendingMigrations } from '../store/migration';
import type { Metrics } from './metrics';

const databaseMilliseconds = 2_000;

/**
 * /healthz: the process answers. /readyz: send requests here (the database answers, its schema is current, no drain has
 * begun), else 503 with the code of what is missing. /metrics: Prometheus.
 */
export function healthMounts(options: {
  readonly pool: pg.Pool;
  readonly migrations: readonly MigrationSource[];
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
}): readonly HttpMount[] {
  const { metrics } = options;
  return [
    mount('/healthz', async (response) => answerJson(response, 200, { status: 'ok' })),
    mount('/readyz', async (response) => {
      const obstacle = await findObstacle(options);
      if (obstacle === null) answerJson(response, 200, { status: 'ready' });
      else answerError(response, obstacle);
    }),
    mount('/metrics', async (response) => {
      const text = await metrics.text();
      response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
    }),
  ];
}

function mount(path: string, answer: (response: ServerResponse) => Promise<void>): HttpMount {
  return {
    path,
    async handle(request: IncomingMessage, response: ServerResponse) {
      if (request.method === 'GET' || request.method === 'HEAD') return answer(response);
      response.setHeader('allow', 'GET, HEAD');
      answerError(response, new RapportError('method_not_allowed'));
    },
  };
}

async function findObstacle(options: {
  readonly pool: pg.Pool;
  readonly migrations: readonly MigrationSource[];
  readonly isDraining: () => boolean;
}): Promise<RapportError | null> {
  if (options.isDraining()) return new RapportError('shutting_down');
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    deadline = setTimeout(() => resolve(null), databaseMilliseconds);
  });
  try {
    const pending = await Promise.race([pendingMigrations(options.pool, options.migrations), late]);
    if (pending === null) return new RapportError('database_unavailable');
    return pending.length === 0 ? null : new RapportError('migrations_pending', pending.join(', '));
  } catch {
    return new RapportError('database_unavailable');
  } finally {
    clearTimeout(deadline);
  }
}

function answerError(response: ServerResponse, error: RapportError): void {
  answerJson(response, error.status, { code: error.code, message: error.message });
}

function answerJson(response: ServerResponse, status: number, body: Record<string, string>): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
