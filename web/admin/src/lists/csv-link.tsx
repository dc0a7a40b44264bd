import { listPath } from '../app/paths.ts';
import { useSession } from '../app/session.tsx';
import { type Permission } from '../gql/graphql.ts';

interface CsvLinkProps {
  list: 'payments' | 'refunds' | 'customers' | 'periods' | 'audit';
  /** All that it needs. */
  permissions: readonly Permission[];
  /** The filter of the list: the export has the same names. */
  filter: Record<string, unknown>;
}

/** The list as a file, with the filters that are shown. */
export function CsvLink({ list, permissions, filter }: CsvLinkProps) {
  const { can } = useSession();
  if (!permissions.every(can)) return null;
  return (
    <a href={listPath(`/admin/export/${list}.csv`, filter)} download className="csv">
      Download as CSV
    </a>
  );
}
