import type { Call, Expression, Template } from './template';

/** Every path that a template writes, as its parts; inside of blocks they may be those of an item. */
export function pathsIn(template: Template): (readonly string[])[] {
  return template.flatMap((node) => {
    if (node.kind === 'content') return [];
    const own = pathsOfCall(node.call);
    return node.kind === 'value' ? own : [...own, ...pathsIn(node.then), ...pathsIn(node.otherwise ?? [])];
  });
}

function pathsOfCall({ path, params, named }: Call): (readonly string[])[] {
  return [path, ...params, ...Object.values(named)].flatMap(pathsOf);
}

function pathsOf(expression: Expression): (readonly string[])[] {
  if (expression.kind === 'call') return pathsOfCall(expression.call);
  return expression.kind === 'path' ? [expression.parts] : [];
}
