import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { stepSize } from '../graph/layout';

/** As small as steps can be read. */
export const readableZoom = 0.75;
const moveMilliseconds = 200;
export const entryNode = '#entry';

/** Moves the canvas so that a step is seen, where it is not. @param step null: the entry */
export function useInSight(): (step: string | null) => void {
  const { getNode, getZoom, setCenter } = useReactFlow();
  return useCallback(
    (step) => {
      const id = step ?? entryNode;
      const node = getNode(id);
      const element = document.querySelector(`.react-flow__node[data-id=${JSON.stringify(id)}]`);
      const around = element?.closest('.react-flow')?.getBoundingClientRect();
      if (node === undefined || element === null || around === undefined) return;
      const own = element.getBoundingClientRect();
      const isSeen =
        own.top >= around.top && own.bottom <= around.bottom && own.left >= around.left && own.right <= around.right;
      if (isSeen) return;
      const { x, y } = node.position;
      const zoom = Math.max(getZoom(), readableZoom);
      void setCenter(x + stepSize.width / 2, y + stepSize.height / 2, { zoom, duration: moveMilliseconds });
    },
    [getNode, getZoom, setCenter],
  );
}
