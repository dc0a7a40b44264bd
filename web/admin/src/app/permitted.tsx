import { type ReactNode } from 'react';
import { type Permission } from '../gql/graphql.ts';
import { inWords } from './format.ts';
import { Page } from './page.tsx';
import { useSession } from './session.tsx';

/** What only some operators may see or do. */
export function Permitted({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useSession().can(permission) ? children : null;
}

/** A page that only some operators may open. */
export function PermittedPage({
  title,
  permission,
  children,
}: {
  title: string;
  permission: Permission;
  children: ReactNode;
}) {
  const { can, me } = useSession();
  return (
    <Page title={title}>
      {can(permission) ? (
        children
      ) : (
        <div className="notice wait">
          <p>
            Your role, {inWords(me?.operator.role ?? '')}, does not allow this page: it needs the permission “
            {inWords(permission)}”. An owner can change your role.
          </p>
        </div>
      )}
    </Page>
  );
}
