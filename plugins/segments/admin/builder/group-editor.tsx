import { useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, MenuItem, SimpleMenu, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { styled } from 'styled-components';
import { ConditionEditor } from './condition-editor';
import { DropPlace } from './drop-place';
import { useEditor } from './editor';
import { FaultLines } from './fault-lines';
import { Choice } from './inputs/choice';
import { MemberTools } from './member-tools';
import { beginningOf } from './schema-form';
import { emptyGroup, insert, isGroup, leafOf, withNode } from './tree';
import type { Group, Node } from './tree';
import { texts } from './texts';

const meanings = ['all', 'any', 'notAll', 'none'] as const;
type Meaning = (typeof meanings)[number];

function meaningOf({ group, not }: Group): Meaning {
  if (group === 'all') return not ? 'notAll' : 'all';
  return not ? 'none' : 'any';
}

/** A group with what is in it; the outermost one has no tools of its own. */
export function GroupEditor({ group, isRoot = false }: { readonly group: Group; readonly isRoot?: boolean }) {
  const t = useTexts(texts);
  const { change, faults } = useEditor();
  const setMeaning = (meaning: Meaning): void =>
    change((root) =>
      withNode(root, group.id, (node) =>
        isGroup(node)
          ? {
              ...node,
              group: meaning === 'all' || meaning === 'notAll' ? 'all' : 'any',
              not: meaning === 'notAll' || meaning === 'none',
            }
          : node,
      ),
    );
  return (
    <Frame role="group" aria-label={t('group')} $root={isRoot} data-node={group.id}>
      <Flex justifyContent="space-between" gap={2} wrap="wrap">
        <Choice
          label={t('groupMeans')}
          value={meaningOf(group)}
          options={meanings.map((one) => ({ value: one, label: t(one) }))}
          onChange={setMeaning}
        />
        {!isRoot && <MemberTools node={group} name={t('group')} />}
      </Flex>
      <FaultLines faults={faults.get(group.id) ?? []} />
      <Flex tag="ol" direction="column" alignItems="stretch" gap={0} paddingTop={2}>
        {group.members.map((member, index) => (
          <li key={member.id}>
            <DropPlace parentId={group.id} index={index} />
            <Member node={member} number={index + 1} />
          </li>
        ))}
      </Flex>
      <DropPlace parentId={group.id} index={group.members.length} />
      {group.members.length === 0 && (
        <Typography textColor="neutral600" tag="p">
          {t('emptyGroup')}
        </Typography>
      )}
      <AddButtons group={group} />
    </Frame>
  );
}

function Member({ node, number }: { readonly node: Node; readonly number: number }) {
  return isGroup(node) ? <GroupEditor group={node} /> : <ConditionEditor leaf={node} number={number} />;
}

function AddButtons({ group }: { readonly group: Group }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { change, language } = useEditor();
  const add = (node: Node): void => {
    change((root) => insert(root, group.id, group.members.length, node));
    focusSoon(node.id);
  };
  return (
    <Flex gap={2} paddingTop={2} wrap="wrap">
      <SimpleMenu label={t('add')} variant="secondary" size="S" startIcon={<Plus aria-hidden />}>
        {language.conditions.map((kind) => (
          <MenuItem key={kind.name} onSelect={() => add(leafOf(beginningOf(kind)))}>
            {kind.label[locale]}
          </MenuItem>
        ))}
      </SimpleMenu>
      <Button
        size="S"
        variant="tertiary"
        startIcon={<Plus aria-hidden />}
        onClick={() => add(emptyGroup(group.group === 'all' ? 'any' : 'all'))}
      >
        {t('addGroup')}
      </Button>
    </Flex>
  );
}

/** Who added something by keyboard goes on in it. */
export function focusSoon(id: number): void {
  // After the menu has given the focus back.
  setTimeout(() => {
    const field = document.querySelector<HTMLElement>(`[data-node="${id}"] :is(input, select)`);
    field?.focus();
  }, 60);
}

const Frame = styled(Box)<{ readonly $root: boolean }>`
  padding: ${({ $root }) => ($root ? '0' : '1.2rem')};
  border-inline-start: ${({ theme, $root }) => ($root ? 'none' : `3px solid ${theme.colors.primary200}`)};
  background: ${({ theme, $root }) => ($root ? 'transparent' : theme.colors.neutral100)};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
