import { Button, Flex } from '@strapi/design-system';

type Props<T extends string> = {
  readonly label: string;
  readonly all: readonly T[];
  readonly nameOf: (value: T) => string;
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** A few alternatives side by side, of which one holds. */
export function Choices<T extends string>({ label, all, nameOf, value, onChange }: Props<T>) {
  return (
    <Flex role="group" aria-label={label} gap={1}>
      {all.map((one) => (
        <Button
          key={one}
          size="S"
          variant={one === value ? 'secondary' : 'tertiary'}
          aria-pressed={one === value}
          onClick={() => onChange(one)}
        >
          {nameOf(one)}
        </Button>
      ))}
    </Flex>
  );
}
