import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Core, type DefinitionFault, type Json, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { parseComputed } from '../domain/computed';
import { mentionsOf, sentenceOf } from '../domain/definition';
import { type Live, live } from './live';
import { computedByKeys, readComputed, readComputedVersions } from './stores/computed';
import { readSegments, readVersions, segmentsByKeys } from './stores/segments';

/** A segment or a computed trait as it stands in a file. */
const configured = z.strictObject({
  kind: z.enum(['segment', 'computed']).default('segment'),
  key: z.string(),
  name: z.string(),
  description: z.string().default(''),
  definition: z.json(),
  /** Whether it counts; a draft is only kept. */
  published: z.boolean().default(true),
});
type Configured = z.infer<typeof configured>;
const file = z.union([configured.transform((one) => [one]), z.array(configured)]);

const actor = 'cli';

/** Prints what is wrong in a file of definitions, else how they read. @returns whether nothing is wrong */
export async function validateFile(core: Core, name: string, print: (text: string) => void): Promise<boolean> {
  const all = await readOne(name);
  const { definitions } = live(core);
  let isValid = true;
  for (const one of all) {
    const faults = faultsOf(one, live(core));
    isValid &&= faults.length === 0;
    for (const { path: at, message } of faults) print(`${one.key} ${at}: ${message}\n`);
    const parsed = one.kind === 'segment' ? definitions.parse(one.definition) : undefined;
    if (faults.length === 0) print(`${one.key}: ${parsed?.ok === true ? sentenceOf(parsed.node, 'en') : 'valid.'}\n`);
  }
  return isValid;
}

function faultsOf(one: Configured, { definitions }: Live): readonly DefinitionFault[] {
  if (one.kind === 'segment') {
    const parsed = definitions.parse(one.definition);
    return parsed.ok ? [] : parsed.faults;
  }
  const parsed = parseComputed(one.definition, definitions);
  return 'faults' in parsed ? parsed.faults : [];
}

/**
 * Makes what there is like the files of a folder (`*.json`: one, or a list): creates, changes and publishes what differs, in the order
 * in which they name each other. What is in no file stays as it is. Nothing is done where one of them is not valid.
 * @returns whether everything was valid and could be published
 */
export async function applyFolder(core: Core, folder: string, print: (text: string) => void): Promise<boolean> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const all = (await Promise.all(names.map((name) => readOne(path.join(folder, name))))).flat();
  const faults = all.flatMap((one) => faultsOf(one, live(core)).map((fault) => ({ key: one.key, ...fault })));
  for (const { key, path: at, message } of faults) print(`${key} ${at}: ${message}\n`);
  const twice = all.find((one, index) => all.findIndex((other) => isSame(one, other)) < index);
  if (twice !== undefined) print(`${twice.key}: there are two of it.\n`);
  if (faults.length > 0 || twice !== undefined) return false;
  for (const one of inOrder(all, live(core))) {
    const done = one.kind === 'segment' ? await applySegment(core, one) : await applyComputed(core, one);
    print(`${one.key}: ${done}\n`);
  }
  return true;
}

const isSame = (one: Configured, other: Configured): boolean => one.kind === other.kind && one.key === other.key;

/** Whoever is named comes before who names it; what names each other in a circle keeps its place, and is refused when published. */
function inOrder(all: readonly Configured[], { definitions }: Live): Configured[] {
  const named = (one: Configured): Configured[] => {
    const parsed = one.kind === 'segment' ? definitions.parse(one.definition) : undefined;
    const computed = one.kind === 'computed' ? parseComputed(one.definition, definitions) : undefined;
    const mentions =
      parsed?.ok === true
        ? mentionsOf(parsed.node)
        : computed !== undefined && 'computed' in computed
          ? computed.computed.mentions
          : {};
    return all.filter(({ kind, key }) => (kind === 'segment' ? mentions.segments : mentions.computed)?.includes(key));
  };
  const ordered: Configured[] = [];
  const visited = new Set<Configured>();
  const visit = (one: Configured): void => {
    if (visited.has(one)) return;
    visited.add(one);
    named(one).forEach(visit);
    ordered.push(one);
  };
  all.forEach(visit);
  return ordered;
}

type Done = 'created' | 'changed' | 'unchanged';

async function applySegment(core: Core, one: Configured): Promise<Done> {
  const { commands } = live(core);
  const { key, name, description, definition, published } = one;
  const [known] = await segmentsByKeys(core.database, [key]);
  const { publicId, kind } =
    known ?? (await commands.create({ key, name, description, kind: 'rule', definition }, actor));
  if (kind === 'list') throw new RapportError('segment_invalid', `${key} is a list.`);
  const differs = known !== undefined && !isLike(known, one);
  if (differs) await commands.change(publicId, { name, description, definition }, actor);
  const [last] = await readVersions(core.database, known?.id ?? 0, 1);
  const isOut = known?.state === 'published' && isDeepStrictEqual(last?.definition, definition);
  if (published && !isOut) await commands.publish(publicId, actor);
  return known === undefined ? 'created' : differs || (published && !isOut) ? 'changed' : 'unchanged';
}

async function applyComputed(core: Core, one: Configured): Promise<Done> {
  const { computed } = live(core);
  const { key, name, description, definition, published } = one;
  const [known] = await computedByKeys(core.database, [key]);
  if (known === undefined) await computed.create({ key, name, description, definition }, actor);
  const differs = known !== undefined && !isLike(known, one);
  if (differs) await computed.change(key, { name, description, definition }, actor);
  const [last] = await readComputedVersions(core.database, known?.id ?? 0, 1);
  const isOut = last !== undefined && isDeepStrictEqual(last.definition, definition);
  if (published && !isOut) await computed.publish(key, actor);
  return known === undefined ? 'created' : differs || (published && !isOut) ? 'changed' : 'unchanged';
}

function isLike(known: { readonly name: string; readonly description: string; readonly draft: Json }, one: Configured) {
  const { name, description, draft } = known;
  return isDeepStrictEqual([name, description, draft], [one.name, one.description, one.definition]);
}

/** One, or all of them (but lists) as one file that `apply` takes. @throws segment_not_found */
export async function exportAll(core: Core, key: string | undefined, print: (text: string) => void): Promise<boolean> {
  const segments = (await readSegments(core.database)).filter((one) => one.kind === 'rule');
  const all = [
    ...(await readComputed(core.database)).map((one) => ({
      ...asConfigured(one),
      kind: 'computed',
      published: one.version > 0,
    })),
    ...segments.map((one) => ({ ...asConfigured(one), kind: 'segment', published: one.state === 'published' })),
  ].filter((one) => key === undefined || one.key === key);
  const [only] = all;
  if (key !== undefined && only === undefined) throw new RapportError('segment_not_found');
  print(`${JSON.stringify(key === undefined || all.length > 1 ? all : only, null, 2)}\n`);
  return true;
}

function asConfigured(one: { key: string; name: string; description: string; draft: Json }) {
  return { key: one.key, name: one.name, description: one.description, definition: one.draft };
}

/** @throws file_unreadable, segment_invalid */
async function readOne(name: string): Promise<Configured[]> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(name, 'utf8'));
  } catch (error) {
    throw new RapportError('file_unreadable', `${name} is no JSON file.`, { cause: error });
  }
  const parsed = file.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new RapportError('segment_invalid', `${name}: ${z.prettifyError(parsed.error)}`);
}
