import { useMutation } from '@apollo/client/react';
import { Link, useLocation } from 'wouter';
import { type Permission } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import icon from './icon.svg';
import { paths } from './paths.ts';
import { SearchBox } from './search-box.tsx';
import { useSession } from './session.tsx';

const SignOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`);

const links: [path: string, label: string, permission: Permission][] = [
  [paths.start, 'Start', 'READ'],
  [paths.payments, 'Payments', 'READ'],
  [paths.customers, 'Customers', 'READ'],
  [paths.refunds, 'Refunds', 'READ'],
  [paths.figures, 'Figures', 'READ'],
  [paths.plans, 'Plans', 'READ'],
  [paths.extensions, 'Free days', 'READ'],
  [paths.audit, 'Audit', 'READ_AUDIT'],
  [paths.operators, 'Operators', 'MANAGE_OPERATORS'],
  [paths.connections, 'Connections', 'MANAGE_WEBHOOKS'],
];

export function Navigation() {
  const { me, can } = useSession();
  return (
    <header className="top">
      <div className="container">
        <Link href={paths.start} className="site">
          <img src={icon} alt="" width="28" height="28" />
          Operators
        </Link>
        {me && <SearchBox />}
        {me && <OwnMenu name={me.operator.name} />}
        {me && (
          <nav aria-label="Pages" className="pages">
            <ul>
              {links
                .filter(([, , permission]) => can(permission))
                .map(([path, label]) => (
                  <PageLink key={path} path={path} label={label} />
                ))}
            </ul>
          </nav>
        )}
      </div>
    </header>
  );
}

function PageLink({ path, label }: { path: string; label: string }) {
  const [shown] = useLocation();
  const isHere = shown === path || (path !== paths.start && shown.startsWith(`${path}/`));
  return (
    <li>
      <Link href={path} aria-current={isHere ? 'page' : undefined}>
        {label}
      </Link>
    </li>
  );
}

function OwnMenu({ name }: { name: string }) {
  const { end } = useSession();
  const [signOut, { loading }] = useMutation(SignOutMutation, { onCompleted: () => void end() });
  return (
    <nav aria-label="You" className="account">
      <ul>
        <li>
          <Link href={paths.account} className="name">
            {name}
          </Link>
        </li>
        <li>
          <button type="button" className="link" aria-busy={loading} onClick={() => void signOut().catch(() => {})}>
            Sign out
          </button>
        </li>
      </ul>
    </nav>
  );
}
