/** jest's globalTeardown wants a file of its own. */
export { stopTestServer as default } from './server';
