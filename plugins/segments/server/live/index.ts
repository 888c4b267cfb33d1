import { randomUUID } from 'node:crypto';
import type { Core, Segments } from '@rapport/sdk';
import { DefinitionReader } from '../../domain/definition';
import { conditionKinds } from '../../domain/conditions';
import { SegmentCommands } from '../commands';
import { ComputedCommands } from '../computed-commands';
import { SegmentQuestions } from '../questions';
import { Usage } from '../usage';
import { ComputedBuilder } from './computed-builder';
import { createAsker } from '../asker';
import { createManaged } from '../managed';
import { createReader } from '../reader';
import { withoutSpecialCategories } from '../special-categories';
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
  readonly offered: Segments;
};

const byCore = new WeakMap<Core, Live>();

export function live(core: Core): Live {
  const known = byCore.get(core);
  if (known !== undefined) return known;
  const definitions = new DefinitionReader([...conditionKinds, ...core.conditionKinds]);
  const catalogues = new CatalogueReader(core, definitions, core.settings.timeZone);
  const evaluator = new Evaluator(core, catalogues);
  const commands = new SegmentCommands(core, definitions, catalogues, randomUUID);
  const computed = new ComputedCommands(core, definitions, catalogues, randomUUID);
  const questions = new SegmentQuestions(core, definitions, catalogues);
  const made = {
    ...{ definitions, catalogues, evaluator, commands, computed },
    computedBuilder: new ComputedBuilder(core, catalogues),
    questions,
    usage: new Usage(core, catalogues),
    timers: new Timers(core, evaluator),
    builder: new Builder(core, catalogues),
    webhooks: new Webhooks(core, randomUUID),
    offered: {
      ...createReader(core.database),
      draw: (key: string | null, count: number) => questions.drawn(key, count),
      withoutSpecialCategories: async (keys: readonly string[]) =>
        withoutSpecialCategories(await catalogues.read(core.database), keys, core.settings.privacy),
      ...createManaged(core, commands, computed),
      ...createAsker(core, definitions, catalogues),
    },
  };
  byCore.set(core, made);
  return made;
}
