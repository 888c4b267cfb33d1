import { useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import type { ReactNode } from 'react';
import { listAt } from '../graph/definition';
import type { Path } from '../graph/definition';
import { useScope } from './scope';
import { formTexts } from './texts';

type Props = {
  readonly path: Path;
  readonly title?: string;
  /** `Filter 2` */
  readonly nameOf: (number: number) => string;
  readonly add: string;
  readonly blank: () => Json;
  /** So many stay. */
  readonly countMin?: number;
  readonly children: (path: Path, item: Json) => ReactNode;
};

/** Several of the same kind, one below the other. */
export function Listed({ path, title, nameOf, add, blank, countMin = 0, children }: Props) {
  const t = useTexts(formTexts);
  const { json, isReadOnly, set } = useScope();
  const items = listAt(json, path);
  const without = (at: number): void => {
    const rest = items.filter((_, index) => index !== at);
    set(path, rest.length === 0 ? undefined : rest);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {title !== undefined && (
        <Typography variant="pi" fontWeight="bold">
          {title}
        </Typography>
      )}
      {items.map((item, at) => (
        <Box key={at} tag="fieldset" padding={3} hasRadius borderColor="neutral200" aria-label={nameOf(at + 1)}>
          <Flex direction="column" alignItems="stretch" gap={3}>
            <Flex justifyContent="space-between">
              <Typography variant="pi" fontWeight="semiBold">
                {nameOf(at + 1)}
              </Typography>
              {!isReadOnly && items.length > countMin && (
                <IconButton
                  size="S"
                  variant="ghost"
                  label={t('remove', { what: nameOf(at + 1) })}
                  onClick={() => without(at)}
                >
                  <Trash />
                </IconButton>
              )}
            </Flex>
            {children([...path, at], item)}
          </Flex>
        </Box>
      ))}
      {!isReadOnly && (
        <Box>
          <Button
            size="S"
            variant="secondary"
            startIcon={<Plus aria-hidden />}
            onClick={() => set([...path, items.length], blank())}
          >
            {add}
          </Button>
        </Box>
      )}
    </Flex>
  );
}
