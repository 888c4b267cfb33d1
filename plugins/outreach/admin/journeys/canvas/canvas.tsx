import { useTexts } from '@rapport/sdk/admin';
import { Controls, MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import type { Connection, Edge, Node, Viewport } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo, useRef } from 'react';
import { styled } from 'styled-components';
import { withTarget } from '../graph/edits';
import { endSize, layoutOf, stepSize } from '../graph/layout';
import { useEditor } from './editor';
import { entryNode, readableZoom, useInSight } from './in-sight';
import { EndNode, EntryNode, StepNode } from './nodes';
import { canvasTexts } from './texts';
import { WayEdge } from './way-edge';

/** With more steps there is a small map of it. */
const stepsWithoutMap = 12;
const zoom = { minZoom: 0.05, maxZoom: 1.5 };
const mapSize = { width: 120, height: 100 };
const largestZoom = 1;
const marginPixels = 24;
const nodeTypes = { entry: EntryNode, step: StepNode, end: EndNode };
const edgeTypes = { way: WayEdge };
const endNode = (key: string): string => `#end ${key}`;
const fixed = { draggable: false, selectable: false, focusable: false } as const;

/** The journey as a picture in which one works, by mouse and by keyboard. Nobody arranges it: it lies as its definition says. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawn />
    </ReactFlowProvider>
  );
}

function Drawn() {
  const t = useTexts(canvasTexts);
  const { graph, change, isReadOnly, chosen } = useEditor();
  const { nodes, edges } = useMemo(() => drawn(graph), [graph]);
  const reconnect = (edge: Edge, { target }: Connection): void => {
    const way = graph.ways.find(({ key }) => key === edge.id);
    if (way !== undefined && !target.startsWith('#')) change((definition) => withTarget(definition, way, target));
  };
  const frame = useRef<HTMLDivElement>(null);
  const bring = useInSight();
  // What is chosen elsewhere, in the list of faults for instance.
  useEffect(() => {
    if (chosen !== null) bring(chosen === 'entry' ? null : chosen.step);
  }, [chosen, bring]);
  return (
    <Frame ref={frame}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesReconnectable={!isReadOnly}
        onReconnect={reconnect}
        elementsSelectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        panOnScroll
        {...zoom}
        onInit={(flow) => void flow.setViewport(viewportAtFirst(nodes, frame.current))}
        ariaLabelConfig={{
          'controls.ariaLabel': t('canvas'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
          'controls.fitView.ariaLabel': t('fit'),
          'minimap.ariaLabel': t('map'),
        }}
      >
        <Controls showInteractive={false} position="top-right" />
        {graph.steps.length > stepsWithoutMap && <MiniMap pannable zoomable style={mapSize} />}
      </ReactFlow>
    </Frame>
  );
}

function drawn(graph: ReturnType<typeof useEditor>['graph']): { readonly nodes: Node[]; readonly edges: Edge[] } {
  const layout = layoutOf(graph);
  const nowhere = { x: 0, y: 0 };
  return {
    nodes: [
      { id: entryNode, type: 'entry', position: layout.entry, data: {}, ...stepSize, ...fixed },
      ...graph.steps.map(({ id }) => ({
        ...{ id, type: 'step', position: layout.steps.get(id) ?? nowhere, data: { id }, ...stepSize, ...fixed },
      })),
      ...graph.ways.flatMap((way) =>
        way.to === null
          ? [
              {
                id: endNode(way.key),
                type: 'end',
                position: layout.ends.get(way.key) ?? nowhere,
                data: { way },
                ...endSize,
                ...fixed,
              },
            ]
          : [],
      ),
    ],
    edges: graph.ways.map((way) => ({
      ...{ id: way.key, type: 'way', source: way.from ?? entryNode, target: way.to ?? endNode(way.key) },
      ...{
        data: { way, line: layout.lines.get(way.key) ?? { bends: [], label: nowhere } },
        focusable: false,
        reconnectable: 'target' as const,
      },
    })),
  };
}

/** The entry at the top, in the middle; as much below it as can be read. */
function viewportAtFirst(nodes: readonly Node[], frame: HTMLElement | null): Viewport {
  const { width, height } = frame?.getBoundingClientRect() ?? { width: 0, height: 0 };
  const bottom = Math.max(...nodes.map(({ position, height: own = 0 }) => position.y + own));
  const fitting = (height - 2 * marginPixels) / bottom;
  const scale = Math.min(Math.max(fitting, readableZoom), largestZoom);
  const middle = (nodes[0]?.position.x ?? 0) + stepSize.width / 2;
  return { x: width / 2 - middle * scale, y: marginPixels, zoom: scale };
}

const Frame = styled.div`
  height: max(48rem, calc(100vh - 30rem));
  overflow: hidden;
  background: ${({ theme }) => theme.colors.neutral100};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  --xy-edge-stroke: ${({ theme }) => theme.colors.neutral400};
  --xy-controls-button-background-color: ${({ theme }) => theme.colors.neutral0};
  --xy-controls-button-background-color-hover: ${({ theme }) => theme.colors.primary100};
  --xy-controls-button-color: ${({ theme }) => theme.colors.neutral800};
  --xy-controls-button-color-hover: ${({ theme }) => theme.colors.neutral800};
  --xy-controls-button-border-color: ${({ theme }) => theme.colors.neutral200};
  --xy-minimap-background-color: ${({ theme }) => theme.colors.neutral0};
  --xy-minimap-node-background-color: ${({ theme }) => theme.colors.neutral300};
  --xy-minimap-mask-background-color: ${({ theme }) => `${theme.colors.neutral200}99`};
  --xy-attribution-background-color: ${({ theme }) => theme.colors.neutral100};
  .react-flow__attribution a {
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;
