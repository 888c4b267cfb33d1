import { Typography } from '@strapi/design-system';
import type { Fault } from './tree';

/** What the server says is wrong with a group or condition; `path` is what follows its own. */
export function FaultLines({ faults }: { readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <div role="alert">
      <ul>
        {faults.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <Typography variant="pi" textColor="danger600">
              {path === '' || path === '$' ? message : `${path.replace(/^\$?\./, '')}: ${message}`}
            </Typography>
          </li>
        ))}
      </ul>
    </div>
  );
}
