import { existsSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { root, textOf } from './tree';

/** What the files of deploy/ may say: no Docker runs on our machines. Each function answers what is wrong, a line for each. */

const settingNames = new Set([
  'NODE_ENV',
  ...[...textOf('src/settings.ts').matchAll(/^ {2}([A-Z_]+): z/gm)].map(([, name]) => name),
]);
const isThere = (file: string): boolean => existsSync(path.join(root, file));

function unknownSettings(names: readonly string[]): string[] {
  return names.filter((name) => !settingNames.has(name)).map((name) => `Rapport has no setting ${name}`);
}

const instructions = /^(ARG|CMD|COPY|ENV|EXPOSE|FROM|RUN|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+(\S.*)$/;
const argumentList = z.array(z.string()).min(1);

export function dockerfileFaults(text: string): string[] {
  const lines = text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const read = lines.map((line) => instructions.exec(line));
  const all = (name: string) => read.flatMap((one) => (one?.[1] === name ? [one[2] ?? ''] : []));
  const command = argumentsOf(all('CMD').at(-1) ?? '');
  const sources = all('COPY').flatMap((files) => files.split(/\s+/).slice(0, -1));
  return [
    ...lines.filter((_, index) => read[index] === null).map((line) => `is no instruction: ${line}`),
    ...(read[0]?.[1] === 'FROM' ? [] : ['FROM is not the first instruction']),
    ...all('FROM')
      .filter((image) => !/^[a-z0-9./-]+:\d\S*$/.test(image))
      .map((image) => `the image ${image} has no version`),
    ...sources.filter((file) => !isThere(file)).map((file) => `there is no ${file} to copy`),
    ...(command === null ? ['CMD is no list of arguments'] : missingCommand(command)),
    ...unknownSettings(
      all('ENV').flatMap((values) => [...values.matchAll(/(?:^|\s)(\w+)=/g)].map(([, name = '']) => name)),
    ),
    ...(all('USER').some((user) => user !== 'root') ? [] : ['it runs as root']),
  ];
}

function argumentsOf(text: string): readonly string[] | null {
  try {
    return argumentList.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** `node bin/rapport start`, by whatever path Node lies. */
function missingCommand([node = '', file = '', command = '', ...more]: readonly string[]): string[] {
  const isKnown = path.basename(node) === 'node' && isThere(file) && command === 'start' && more.length === 0;
  return isKnown ? [] : [`the command is not: node bin/rapport start`];
}

const compose = z.strictObject({
  services: z.record(
    z.string(),
    z.strictObject({
      build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
      image: z
        .string()
        .regex(/^[a-z0-9./-]+:\d/)
        .optional(),
      command: argumentList.optional(),
      restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
      stop_grace_period: z
        .string()
        .regex(/^\d+s$/)
        .optional(),
      environment: z.record(z.string(), z.string()).default({}),
      ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).default([]),
      volumes: z.array(z.string().regex(/^[a-z]+:\/[\w/]+$/)).default([]),
      networks: z.array(z.string()).default([]),
      depends_on: z
        .record(z.string(), z.strictObject({ condition: z.enum(['service_started', 'service_healthy']) }))
        .default({}),
      healthcheck: z
        .strictObject({
          test: argumentList,
          interval: z.string().regex(/^\d+s$/),
          retries: z.number().int().positive(),
        })
        .optional(),
    }),
  ),
  networks: z.record(z.string(), z.strictObject({ name: z.string(), external: z.boolean() }).nullable()),
  volumes: z.record(z.string(), z.null()),
});
type Compose = z.infer<typeof compose>;
type Service = Compose['services'][string];

/** @param folder where the file lies, below the root */
export function composeFaults(text: string, folder: string): string[] {
  const read = parseYaml(text);
  // A text alone is no compose file either.
  if (typeof read === 'string') return [read];
  const parsed = compose.safeParse(read);
  if (!parsed.success)
    return parsed.error.issues.map(({ path: place, message }) => `${place.map(String).join('.')}: ${message}`);
  const { services, networks, volumes } = parsed.data;
  const used = new Set(Object.values(services).flatMap((service) => service.volumes.map(volumeOf)));
  return [
    ...Object.entries(services).flatMap(([name, service]) =>
      serviceFaults(service, parsed.data, folder).map((fault) => `${name}: ${fault}`),
    ),
    ...Object.keys(volumes)
      .filter((name) => !used.has(name))
      .map((name) => `nothing uses the volume ${name}`),
    ...Object.keys(networks)
      .filter((name) => !Object.values(services).some((service) => service.networks.includes(name)))
      .map((name) => `nothing uses the network ${name}`),
    ...[...text.matchAll(/\$(?!\{[A-Z_]+(?:(?::?[-?])[^{}]*)?\}).{0,20}/g)].map(([part]) => `is no variable: ${part}`),
  ];
}

const volumeOf = (mount: string): string => mount.slice(0, mount.indexOf(':'));

function serviceFaults(service: Service, { services, networks, volumes }: Compose, folder: string): string[] {
  const { build, image, environment, depends_on: needs } = service;
  const hosts = Object.values(environment).flatMap((value) =>
    [...value.matchAll(/^\w+:\/\/(?:.*@)?([a-z]\w*):\d+/g)].map(([, host = '']) => host),
  );
  return [
    ...((build === undefined) === (image === undefined) ? ['has both build and image, or none'] : []),
    ...(build === undefined || isThere(path.join(folder, build.context, build.dockerfile))
      ? []
      : [`there is no ${build.dockerfile}`]),
    ...(build === undefined ? [] : unknownSettings(Object.keys(environment))),
    ...hosts.filter((host) => !(host in services)).map((host) => `there is no service ${host}`),
    ...hosts.filter((host) => host in services && !(host in needs)).map((host) => `does not wait for ${host}`),
    ...Object.entries(needs).flatMap(([name, { condition }]) => {
      const needed = services[name];
      if (needed === undefined) return [`there is no service ${name}`];
      return condition === 'service_healthy' && needed.healthcheck === undefined ? [`${name} has no healthcheck`] : [];
    }),
    ...service.volumes
      .map(volumeOf)
      .filter((name) => !(name in volumes))
      .map((name) => `there is no volume ${name}`),
    ...service.networks
      .filter((name) => name !== 'default' && !(name in networks))
      .map((name) => `there is no network ${name}`),
  ];
}

function parseYaml(text: string): unknown {
  try {
    return load(text);
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

const unitKeys = new Map([
  ['Unit', ['Description', 'After', 'Wants']],
  [
    'Service',
    [
      ...['User', 'WorkingDirectory', 'Environment', 'EnvironmentFile', 'StateDirectory', 'StateDirectoryMode'],
      ...['ExecStart', 'KillMode', 'TimeoutStopSec', 'Restart'],
      ...['NoNewPrivileges', 'ProtectSystem', 'ProtectHome', 'PrivateTmp'],
    ],
  ],
  ['Install', ['WantedBy']],
]);

export function unitFaults(text: string): string[] {
  const faults: string[] = [];
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split('\n').filter((one) => one.trim() !== '' && !one.startsWith('#'))) {
    const [, header] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (header !== undefined) section = header;
    else if (unitKeys.get(section)?.includes(key) === true) values.set(key, value);
    else faults.push(`is no line of [${section}]: ${line}`);
  }
  const missing = ['User', 'WorkingDirectory', 'ExecStart', 'WantedBy'].filter((key) => !values.has(key));
  const environment = (values.get('Environment') ?? '').split(/\s+/).map((pair) => pair.split('=')[0] ?? '');
  return [
    ...faults,
    ...missing.map((key) => `${key} is missing`),
    ...missingCommand((values.get('ExecStart') ?? '').split(' ')),
    ...unknownSettings(environment),
  ];
}
