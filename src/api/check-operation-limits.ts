import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { MAX_PAGE_SIZE } from '../payments/list-payments.ts';
import { enforceLimit } from './operation-limits.ts';

const ASSUMED_LIST_LENGTH = 20;
const ASSUMED_VALUE_BYTES = 40;
// Introspection is off in production. The tools' own query is deeper than any operation of an app.
const INTROSPECTION = { listLength: 5, depth: 20 };

/** The number of fields in a document, with fragments expanded. Throws a `GraphQLError` if it exceeds a limit. */
export function checkOperationLimits(schema: GraphQLSchema, document: DocumentNode): number {
  return new DocumentMeter(schema, document).measure();
}

/** A place in the response. Several selection sets meet there if a field is selected more than once. */
interface Place {
  type: GraphQLNamedType | undefined;
  selectionSets: readonly SelectionSetNode[];
  depth: number;
  occurrences: number;
  pageSize: number;
  isIntrospection: boolean;
}

const START = { depth: 1, occurrences: 1, pageSize: ASSUMED_LIST_LENGTH, isIntrospection: false };

class DocumentMeter {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #usedFragments = new Set<string>();
  readonly #counts = { fields: 0, aliases: 0, repeatedPairs: 0, responseBytes: 0 };

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#document = document;
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  measure(): number {
    for (const node of this.#document.definitions) {
      if (node.kind !== Kind.OPERATION_DEFINITION) continue;
      this.#counts.responseBytes = 0;
      const type = this.#schema.getRootType(node.operation) ?? undefined;
      const fields = this.#visit({ ...START, type, selectionSets: [node.selectionSet] });
      if (node.operation === OperationTypeNode.MUTATION) enforceLimit('mutations', fields);
    }
    // Validation reads unused fragments too.
    for (const [name, { typeCondition, selectionSet }] of this.#fragments) {
      if (this.#usedFragments.has(name)) continue;
      const type = this.#schema.getType(typeCondition.name.value);
      this.#visit({ ...START, type, selectionSets: [selectionSet] });
    }
    return this.#counts.fields;
  }

  #visit(place: Place): number {
    if (!place.isIntrospection || place.depth > INTROSPECTION.depth) enforceLimit('depth', place.depth);
    const byName = new Map<string, FieldNode[]>();
    for (const { selections } of place.selectionSets) this.#collect(selections, place, byName, []);
    for (const [name, fields] of byName) {
      this.#count('repeatedPairs', (fields.length * (fields.length - 1)) / 2);
      this.#count('responseBytes', place.occurrences * (name.length + ASSUMED_VALUE_BYTES));
      this.#visitField(place, fields);
    }
    return byName.size;
  }

  /** `inside` names the fragments around these selections: cycles end here, and validation refuses them. */
  #collect(
    selections: readonly SelectionNode[],
    place: Place,
    byName: Map<string, FieldNode[]>,
    inside: readonly string[],
  ): void {
    for (const selection of selections) {
      this.#count('fields', 1);
      if (selection.kind === Kind.FIELD) {
        if (selection.alias) this.#count('aliases', 1);
        const name = selection.alias?.value ?? selection.name.value;
        byName.set(name, [...(byName.get(name) ?? []), selection]);
        continue;
      }
      const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : '';
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(name) : selection;
      if (!fragment || (name !== '' && inside.includes(name))) continue;
      this.#usedFragments.add(name);
      enforceLimit('depth', place.isIntrospection ? 0 : place.depth + inside.length + 1);
      this.#collect(fragment.selectionSet.selections, place, byName, [...inside, name]);
    }
  }

  #visitField(place: Place, fields: readonly FieldNode[]): void {
    const [first] = fields;
    const selectionSets = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (!first || selectionSets.length === 0) return;
    const definition = definitionOf(place.type, first.name.value);
    const isIntrospection =
      place.isIntrospection || definition === SchemaMetaFieldDef || definition === TypeMetaFieldDef;
    const isList = definition !== undefined && isListType(getNullableType(definition.type));
    const listLength = isIntrospection ? INTROSPECTION.listLength : place.pageSize;
    this.#visit({
      type: definition && getNamedType(definition.type),
      selectionSets,
      depth: place.depth + 1,
      occurrences: place.occurrences * (isList ? listLength : 1),
      pageSize: pageSizeOf(definition, first),
      isIntrospection,
    });
  }

  #count(name: 'fields' | 'aliases' | 'repeatedPairs' | 'responseBytes', amount: number): void {
    this.#counts[name] += amount;
    enforceLimit(name, this.#counts[name]);
  }
}

function definitionOf(type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) ? type.getFields()[name] : undefined;
}

/** The argument `first` of a connection, if it is written out; a variable may have any value. */
function pageSizeOf(definition: GraphQLField<unknown, unknown> | undefined, node: FieldNode): number {
  if (!definition?.args.some(({ name }) => name === 'first')) return ASSUMED_LIST_LENGTH;
  const first = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  return first?.kind === Kind.INT ? Math.min(Math.max(Number(first.value), 1), MAX_PAGE_SIZE) : MAX_PAGE_SIZE;
}
