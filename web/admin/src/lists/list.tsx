import { type ReactNode } from 'react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { formatCount } from '../app/format.ts';
import { problemOf } from '../app/problem-of.ts';
import { type Column, DataTable } from './data-table.tsx';
import { type ListUrl } from './use-list-url.ts';

interface Connection<Row> {
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount: number;
  isExact: boolean;
}

interface ListProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  url: ListUrl;
  sort?: string;
  /** Undefined while it is loading. */
  connection: Connection<Row> | undefined;
  error: unknown;
  retry(): void;
  /** Shown if no row matches. */
  empty: ReactNode;
}

/** One page of a list, and the way to the others. */
export function List<Row>(props: ListProps<Row>) {
  const { caption, columns, keyOf, url, sort, connection, error, retry, empty } = props;
  if (error) return <ProblemNotice problem={problemOf(error)} retry={retry} />;
  if (!connection) return <Skeleton className="rows" count={8} />;
  const { edges, pageInfo, totalCount, isExact } = connection;
  if (edges.length === 0)
    return <div className="notice quiet">{url.get('after') ? <p>This page is empty.</p> : empty}</div>;
  return (
    <>
      <p className="count">
        {isExact ? formatCount(totalCount) : `More than ${formatCount(totalCount)}`}
        {totalCount === 1 ? ' entry' : ' entries'}
      </p>
      <DataTable
        caption={caption}
        columns={columns}
        rows={edges.map(({ node }) => node)}
        keyOf={keyOf}
        {...(sort === undefined ? {} : { order: { url, current: sort } })}
      />
      <nav aria-label="Pages of the list" className="pager">
        {url.get('after') && <Link href={url.with({})}>First page</Link>}
        {pageInfo.hasNextPage && <Link href={url.with({ after: pageInfo.endCursor ?? null })}>Next page</Link>}
      </nav>
    </>
  );
}
