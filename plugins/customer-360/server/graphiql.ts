import type { IncomingMessage, ServerResponse } from 'node:http';

/** Serves the GraphiQL page and its files; true where the request was for one of them. */
export type GraphiqlFiles = { serve(request: IncomingMessage, response: ServerResponse): boolean };
