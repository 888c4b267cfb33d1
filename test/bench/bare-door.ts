import { createServer } from 'node:http';

/**
 * The limit of the door for single events: node:http, the whole body parsed as JSON, an answer in the door's shape, and nothing
 * kept. A process of its own; tells its parent the port.
 */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const text = '{"success":true,"accepted":1,"duplicates":0,"rejected":[]}';
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
