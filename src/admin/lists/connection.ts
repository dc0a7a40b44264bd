import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', {
  description: 'Information about a page, as in the Relay specification.',
  simpleResolvers: true,
})
export class ListPageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page was requested with `after`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Pass it as `after`, with the same sort, to get the next page; null for an empty page.',
  })
  endCursor!: string | null;
}

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

export interface Connection<Node> {
  edges: Edge<Node>[];
  pageInfo: ListPageInfo;
  count: () => Promise<number>;
}

export const COUNTED_UP_TO = 10_000;

/** The types `<name>Edge` and `<name>Connection`. The total is counted only if it is asked for. */
export function connectionOf<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: 'One thing in a page.', simpleResolvers: true })
  class ListEdge implements Edge<Node> {
    @Field(() => String, { description: 'The position in the list. Opaque.' })
    cursor!: string;

    @Field(node, { description: 'The thing.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of a list, as in the Relay specification.' })
  class ListConnection implements Connection<Node> {
    @Field(() => [ListEdge], { description: 'In the order of the list.' })
    edges!: ListEdge[];

    @Field(() => ListPageInfo, { description: 'Information about this page.' })
    pageInfo!: ListPageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, {
      description: `How many there are in all pages. Counted up to ${COUNTED_UP_TO}: see \`isExact\`.`,
    })
    async totalCount(): Promise<number> {
      return Math.min(await this.count(), COUNTED_UP_TO);
    }

    @Field(() => Boolean, { description: 'False if there are more than `totalCount`.' })
    async isExact(): Promise<boolean> {
      return (await this.count()) <= COUNTED_UP_TO;
    }
  }
  return ListConnection;
}
