import { LoadingState, useTexts } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { lazy, Suspense } from 'react';
import type { CodeAreaProps } from './code-area';
import type { Fault } from './faults';
import { texts } from './texts';

const CodeArea = lazy(() => import('./code-area'));

/** A text as code; below it in words what is wrong, for whoever does not see marks. */
export function CodeField(props: CodeAreaProps) {
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Suspense fallback={<LoadingState lines={4} />}>
        <CodeArea {...props} />
      </Suspense>
      <FaultLines faults={props.faults} />
    </Flex>
  );
}

export function FaultLines({ faults }: { readonly faults: readonly Fault[] }) {
  const t = useTexts(texts);
  return faults.map(({ line, column, message }) => (
    <Typography key={`${line} ${column} ${message}`} variant="pi" textColor="danger600">
      {t('fault', { line, message })}
    </Typography>
  ));
}
