import { type Block, blocks } from './blocks';
import { helpers } from './helpers';
import type { Call, Expression, ParsedTemplate, Template, TemplateFault } from './template';

const helpersByName = new Map(helpers.map((helper) => [helper.name, helper]));
const blocksByName: ReadonlyMap<string, Block> = new Map(blocks.map((block) => [block.name, block]));

/**
 * What is wrong with a template, for its author; nothing where it can be used.
 * @param roots with which a path may begin
 */
export function templateFaults(parsed: ParsedTemplate, roots: ReadonlySet<string>): readonly TemplateFault[] {
  return 'fault' in parsed ? [parsed.fault] : new Check(roots).faultsOf(parsed.nodes, false);
}

class Check {
  constructor(private readonly roots: ReadonlySet<string>) {}

  /** @param isInside of `each` or `with`, where names may be those of an item */
  faultsOf(nodes: Template, isInside: boolean): TemplateFault[] {
    return nodes.flatMap((node) => {
      if (node.kind === 'content') return [];
      if (node.kind === 'value') return this.callFaults(node.call, isInside);
      const block = blocksByName.get(node.call.name);
      const own =
        block === undefined
          ? this.blockCallFaults(node.call, isInside)
          : this.countFaults(node.call, block.arguments, isInside);
      const inner = isInside || block?.opensScope === true;
      return [...own, ...this.faultsOf(node.then, inner), ...this.faultsOf(node.otherwise ?? [], isInside)];
    });
  }

  private blockCallFaults(call: Call, isInside: boolean): TemplateFault[] {
    if (helpersByName.has(call.name)) return this.callFaults(call, isInside);
    return [{ ...call.place, message: `There is no block “${call.name}”.` }];
  }

  private callFaults(call: Call, isInside: boolean): TemplateFault[] {
    const helper = helpersByName.get(call.name);
    if (helper !== undefined) {
      const unknown = Object.keys(call.named).filter((key) => helper.named?.includes(key) !== true);
      const named = unknown.map((key) => ({ ...call.place, message: `“${call.name}” takes no “${key}=”.` }));
      return [...this.countFaults(call, helper.arguments, isInside), ...named];
    }
    if (call.params.length > 0) return [{ ...call.place, message: `There is no helper “${call.name}”.` }];
    return this.expressionFaults(call.path, call, isInside);
  }

  private countFaults(call: Call, [min, max]: readonly [number, number], isInside: boolean): TemplateFault[] {
    const { length } = call.params;
    const count = min === max ? String(min) : `${min} to ${max}`;
    const wrong =
      length < min || length > max ? [{ ...call.place, message: `“${call.name}” takes ${count} arguments.` }] : [];
    const inside = [...call.params, ...Object.values(call.named)];
    return [...wrong, ...inside.flatMap((one) => this.expressionFaults(one, call, isInside))];
  }

  private expressionFaults(expression: Expression, { place }: Call, isInside: boolean): TemplateFault[] {
    if (expression.kind === 'call') return this.callFaults(expression.call, isInside);
    if (expression.kind === 'literal' || isInside || expression.isData) return [];
    const [root = ''] = expression.parts;
    if (this.roots.has(root) || (expression.parts.length === 1 && helpersByName.has(root))) return [];
    return [{ ...place, message: `“${expression.original}” begins with none of: ${[...this.roots].join(', ')}.` }];
  }
}
