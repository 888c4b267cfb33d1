import { randomUUID } from 'node:crypto';
import type { Core, SegmentReader } from '@rapport/sdk';
import { DefinitionReader } from '../../domain/definition';
import { conditionKinds } from '../../domain/conditions';
import { SegmentCommands } from '../commands';
import { ComputedCommands } from '../computed-commands';
import { SegmentQuestions } from '../questions';
import { Usage } from '../usage';
import { ComputedBuilder } from './computed-builder';
import { createReader } from '../reader';
import { Webhooks } from '../webhooks';
import { Builder } from './builder';
import { CatalogueReader } from './catalogue';
import { Evaluator } from './evaluate';
import { Timers } from './timers';

/** All that works on segments in one process. */
export type Live = {
  readonly catalogues: CatalogueReader;
  readonly evaluator: Evaluator;
  readonly timers: Timers;
  readonly builder: Builder;
  readonly definitions: DefinitionReader;
  readonly computedBuilder: ComputedBuilder;
  readonly commands: SegmentCommands;
  readonly computed: ComputedCommands;
  readonly questions: SegmentQuestions;
  readonly usage: Usage;
  readonly webhooks: Webhooks;
  readonly reader: SegmentReader;
};

const byCore = new WeakMap<Core, Live>();

export function live(core: Core): Live {
  const known = byCore.get(core);
  if (known !== undefined) return known;
  const definitions = new DefinitionReader([...conditionKinds, ...core.conditionKinds]);
  const catalogues = new CatalogueReader(core, definitions, core.settings.timeZone);
  const evaluator = new Evaluator(core, catalogues);
  const made = {
    ...{ definitions, catalogues, evaluator },
    computedBuilder: new ComputedBuilder(core, catalogues),
    computed: new ComputedCommands(core, definitions, catalogues, randomUUID),
    questions: new SegmentQuestions(core, definitions, catalogues),
    usage: new Usage(core, catalogues),
    timers: new Timers(core, evaluator),
    builder: new Builder(core, catalogues),
    commands: new SegmentCommands(core, definitions, catalogues, randomUUID),
    webhooks: new Webhooks(core, randomUUID),
    reader: createReader(core.database),
  };
  byCore.set(core, made);
  return made;
}
