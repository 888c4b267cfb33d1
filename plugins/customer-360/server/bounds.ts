import { RapportError } from '@rapport/sdk';
import type { GraphqlSettings } from '@rapport/sdk';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import { pageSizeDefault } from './connection';

/** A document of more words is not even parsed to its end: the worst of this length takes 0.1 s to validate. */
const tokensMax = 2_000;
/** Lists that take no page size are reckoned with so many. */
const listSizeAssumed = 10;

/**
 * Bounds that need the text only, checked once for each new text before it is validated: validation itself is quadratic in
 * the number of fields.
 * @throws query_too_deep, query_too_many_aliases, query_too_costly
 */
export function checkText(text: string, settings: Pick<GraphqlSettings, 'depthMax' | 'aliasesMax'>): void {
  const document = parseBounded(text);
  // Not a document: Apollo says what is wrong with it.
  if (document === null) return;
  const fragments = fragmentsOf(document);
  let aliases = 0;
  const depthOf = (selections: SelectionSetNode, open: readonly string[]): number => {
    let deepest = 0;
    for (const selection of selections.selections) {
      let depth = 0;
      if (selection.kind === Kind.FIELD) {
        if (selection.alias !== undefined && ++aliases > settings.aliasesMax) {
          throw new RapportError('query_too_many_aliases', `It is ${settings.aliasesMax}.`);
        }
        // Introspection is as deep as it is; graphql-js bounds it itself.
        if (selection.name.value.startsWith('__')) continue;
        depth = 1 + (selection.selectionSet === undefined ? 0 : depthOf(selection.selectionSet, open));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) depth = depthOf(selection.selectionSet, open);
      else depth = depthOfFragment(selection.name.value, open);
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  };
  const known = new Map<string, { depth: number; aliases: number }>();
  const depthOfFragment = (name: string, open: readonly string[]): number => {
    const fragment = fragments.get(name);
    if (fragment === undefined || open.includes(name)) return 0;
    const before = known.get(name);
    if (before !== undefined) {
      aliases += before.aliases;
      if (aliases > settings.aliasesMax)
        throw new RapportError('query_too_many_aliases', `It is ${settings.aliasesMax}.`);
      return before.depth;
    }
    const aliasesBefore = aliases;
    const depth = depthOf(fragment.selectionSet, [...open, name]);
    known.set(name, { depth, aliases: aliases - aliasesBefore });
    return depth;
  };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (depthOf(definition.selectionSet, []) > settings.depthMax)
      throw new RapportError('query_too_deep', `It is ${settings.depthMax}.`);
  }
}

function parseBounded(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: tokensMax, noLocation: true });
  } catch (error) {
    if (error instanceof Error && error.message.includes('tokens'))
      throw new RapportError('query_too_costly', `It has more than ${tokensMax} words.`);
    return null;
  }
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * How many objects a valid operation may return at the most, by its page sizes: an object counts one, what is below a
 * connection's edges counts as often as the page is long; a list of ids that is asked for is as long as it is.
 * @throws page_too_large
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
  pageSizeMax: number,
): number {
  const fragments = fragmentsOf(document);
  const variables = withDefaults(operation, given);
  const known = new Map<string, number>();
  const ofSelections = (selections: SelectionSetNode, parent: GraphQLCompositeType, edges: number): number => {
    let cost = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, parent, edges);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += ofSelections(
          selection.selectionSet,
          conditionType(schema, selection.typeCondition?.name.value, parent),
          edges,
        );
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment === undefined) continue;
        const key = `${selection.name.value} ${edges}`;
        const cached =
          known.get(key) ??
          ofSelections(fragment.selectionSet, conditionType(schema, fragment.typeCondition.name.value, parent), edges);
        known.set(key, cached);
        cost += cached;
      }
    }
    return cost;
  };
  const ofField = (node: FieldNode, parent: GraphQLCompositeType, edges: number): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    if (type.name.endsWith('Connection')) {
      return 1 + ofSelections(node.selectionSet, type, pageSize(node, field, variables, pageSizeMax));
    }
    const isList = isListType(getNullableType(field.type));
    const factor = !isList
      ? 1
      : node.name.value === 'edges' && parent.name.endsWith('Connection')
        ? edges
        : listSizeAssumed;
    return factor * (1 + ofSelections(node.selectionSet, type, pageSizeDefault));
  };
  const root = schema.getRootType(operation.operation);
  return root === undefined || root === null ? 0 : ofSelections(operation.selectionSet, root, pageSizeDefault);
}

function pageSize(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Variables,
  pageSizeMax: number,
): number {
  let asked: number | undefined;
  let listed: number | undefined;
  for (const argument of field.args) {
    const value = argumentValue(node, argument.name, variables) ?? argument.defaultValue;
    if (argument.name === 'first' || argument.name === 'last') {
      if (typeof value === 'number') asked = Math.max(asked ?? 0, value);
    } else if (Array.isArray(value) && (argument.name === 'ids' || argument.name === 'identifiers'))
      listed = value.length;
  }
  const size = asked ?? listed ?? pageSizeDefault;
  if (size > pageSizeMax || (listed ?? 0) > pageSizeMax)
    throw new RapportError('page_too_large', `It is ${pageSizeMax}.`);
  return Math.max(0, listed === undefined ? size : Math.min(size, listed));
}

/** Only numbers and the length of lists matter here. */
function argumentValue(node: FieldNode, name: string, variables: Variables): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  return value === undefined ? undefined : plainValue(value, variables);
}

function withDefaults(operation: OperationDefinitionNode, given: Variables): Variables {
  const variables: Record<string, unknown> = { ...given };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue !== undefined) variables[variable.name.value] ??= plainValue(defaultValue, {});
  }
  return variables;
}

function plainValue(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : undefined;
}

function conditionType(
  schema: GraphQLSchema,
  name: string | undefined,
  parent: GraphQLCompositeType,
): GraphQLCompositeType {
  const type = name === undefined ? parent : schema.getType(name);
  return isCompositeType(type) ? type : parent;
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}
