import { matchMount, orderMounts } from './mounts';

const handle = async (): Promise<void> => undefined;
const ordered = orderMounts(['/v1', '/graphql', '/v1/projects'].map((path) => ({ path, handle })));

test.each([
  ['/v1', '/v1'],
  ['/v1/batch?writeKey=x/projects', '/v1'],
  ['/v1/projects/abc/settings', '/v1/projects'],
  ['/graphql/', '/graphql'],
  ['/graphql?query={a}', '/graphql'],
])('%s goes to %s', (url, path) => {
  expect(matchMount(ordered, url)?.path).toBe(path);
});

test.each(['/v10', '/', '/admin', '/graphqlx'])('%s is left to Strapi', (url) => {
  expect(matchMount(ordered, url)).toBeUndefined();
});
