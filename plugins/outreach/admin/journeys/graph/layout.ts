import dagre from '@dagrejs/dagre';
import type { EdgeLabel, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import type { Graph } from './graph';

/** Pixels; `x` and `y` are of the upper left corner. */
export type Spot = { readonly x: number; readonly y: number };
/** Where a way turns on its path around the steps, and the middle of what is written on it. */
export type Line = { readonly bends: readonly Spot[]; readonly label: Spot };
export type Layout = {
  readonly entry: Spot;
  readonly steps: ReadonlyMap<string, Spot>;
  /** Ends of ways to which nothing follows yet, by the way's key. */
  readonly ends: ReadonlyMap<string, Spot>;
  /** By the way's key. */
  readonly lines: ReadonlyMap<string, Line>;
};

export const stepSize = { width: 264, height: 108 };
export const endSize = { width: 44, height: 44 };
const labelSize = { width: 160, height: 48 };
const gaps = { nodesep: 40, edgesep: 16, ranksep: 36 };
/** No step's name has it. */
const entryNode = '#entry';
const endNode = (key: string): string => `#end ${key}`;

/** From top to bottom, by dagre. Worked out anew from the definition each time: nothing of it is kept. */
export function layoutOf({ steps, ways }: Graph): Layout {
  const graph = new dagre.graphlib.Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ...gaps });
  graph.setDefaultEdgeLabel(() => ({}));
  graph.setNode(entryNode, { ...stepSize });
  for (const { id } of steps) graph.setNode(id, { ...stepSize });
  for (const { key, from, to } of ways) {
    if (to === null) graph.setNode(endNode(key), { ...endSize });
    graph.setEdge(from ?? entryNode, to ?? endNode(key), { ...labelSize, labelpos: 'c' }, key);
  }
  dagre.layout(graph);
  const spot = (id: string): Spot => {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id);
    return { x: x - width / 2, y: y - height / 2 };
  };
  return {
    entry: spot(entryNode),
    steps: new Map(steps.map(({ id }) => [id, spot(id)])),
    lines: new Map(
      ways.map(({ key, from, to }) => {
        const { x = 0, y = 0, points = [] } = graph.edge(from ?? entryNode, to ?? endNode(key), key);
        // The first and the last lie on the edges of the steps.
        return [key, { bends: points.slice(1, -1).map((one) => ({ x: one.x, y: one.y })), label: { x, y } }];
      }),
    ),
    ends: new Map(ways.flatMap(({ key, to }) => (to === null ? [[key, spot(endNode(key))]] : []))),
  };
}
