import { type Block, blocks } from './blocks';
import { helpers } from './helpers';
import { parseTemplate } from './template';
import type { Call, Expression, Template, TemplateFault } from './template';

const roots = new Set(['customer', 'agent', 'situation', 'conversation', 'computed']);
const helpersByName = new Map(helpers.map((helper) => [helper.name, helper]));
const blocksByName: ReadonlyMap<string, Block> = new Map(blocks.map((block) => [block.name, block]));

/** What is wrong with a template, for its author; nothing where it can be used. */
export function templateFaults(text: string): readonly TemplateFault[] {
  const parsed = parseTemplate(text);
  return 'fault' in parsed ? [parsed.fault] : faultsOf(parsed.nodes, false);
}

/** @param isInside of `each` or `with`, where names may be those of an item */
function faultsOf(nodes: Template, isInside: boolean): TemplateFault[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'content') return [];
    if (node.kind === 'value') return callFaults(node.call, isInside);
    const block = blocksByName.get(node.call.name);
    const own =
      block === undefined ? blockCallFaults(node.call, isInside) : countFaults(node.call, block.arguments, isInside);
    const inner = isInside || block?.opensScope === true;
    return [...own, ...faultsOf(node.then, inner), ...faultsOf(node.otherwise ?? [], isInside)];
  });
}

function blockCallFaults(call: Call, isInside: boolean): TemplateFault[] {
  if (helpersByName.has(call.name)) return callFaults(call, isInside);
  return [{ ...call.place, message: `There is no block “${call.name}”.` }];
}

function callFaults(call: Call, isInside: boolean): TemplateFault[] {
  const helper = helpersByName.get(call.name);
  if (helper !== undefined) {
    const unknown = Object.keys(call.named).filter((key) => helper.named?.includes(key) !== true);
    const named = unknown.map((key) => ({ ...call.place, message: `“${call.name}” takes no “${key}=”.` }));
    return [...countFaults(call, helper.arguments, isInside), ...named];
  }
  if (call.params.length > 0) return [{ ...call.place, message: `There is no helper “${call.name}”.` }];
  return expressionFaults(call.path, call, isInside);
}

function countFaults(call: Call, [min, max]: readonly [number, number], isInside: boolean): TemplateFault[] {
  const { length } = call.params;
  const count = min === max ? String(min) : `${min} to ${max}`;
  const wrong =
    length < min || length > max ? [{ ...call.place, message: `“${call.name}” takes ${count} arguments.` }] : [];
  const inside = [...call.params, ...Object.values(call.named)];
  return [...wrong, ...inside.flatMap((one) => expressionFaults(one, call, isInside))];
}

function expressionFaults(expression: Expression, { place }: Call, isInside: boolean): TemplateFault[] {
  if (expression.kind === 'call') return callFaults(expression.call, isInside);
  if (expression.kind === 'literal' || isInside || expression.isData) return [];
  const [root = ''] = expression.parts;
  if (roots.has(root) || (expression.parts.length === 1 && helpersByName.has(root))) return [];
  return [{ ...place, message: `“${expression.original}” begins with none of: ${[...roots].join(', ')}.` }];
}
