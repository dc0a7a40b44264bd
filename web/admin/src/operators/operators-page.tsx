import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Badge } from '../../../kit/badge.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { formatDay, formatMoment, inWords } from '../app/format.ts';
import { PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { type Column, DataTable } from '../lists/data-table.tsx';
import { CancelInvitationDialog } from './cancel-invitation-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { type Invitation, type Operator, OperatorsQuery } from './operator.ts';
import { type OperatorDeed, OperatorDialog, operatorDeeds } from './operator-dialog.tsx';
import { PasswordLinkDialog } from './password-link-dialog.tsx';

type Open =
  | { deed: 'invite' }
  | { deed: 'password'; id: string }
  | { deed: 'cancel'; invitation: Invitation }
  | { deed: OperatorDeed; id: string };

/** Who runs the shop, and who is invited to. */
export function OperatorsPage() {
  return (
    <PermittedPage title="Operators" permission="MANAGE_OPERATORS">
      <Operators />
    </PermittedPage>
  );
}

function Operators() {
  const { data, error, refetch } = useQuery(OperatorsQuery, { fetchPolicy: 'cache-and-network' });
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  if (!data) return <Skeleton className="rows" count={4} />;
  const operator = data.operators.find(({ id }) => open && 'id' in open && id === open.id);
  return (
    <>
      <div className="deeds">
        <button type="button" onClick={() => setOpen({ deed: 'invite' })}>
          Invite an operator
        </button>
      </div>
      <DataTable
        caption="Operators"
        columns={[...operatorColumns, deedsColumn(setOpen)]}
        rows={data.operators}
        keyOf={({ id }) => id}
      />
      {data.invitations.length > 0 && (
        <section>
          <h2>Open invitations</h2>
          <DataTable
            caption="Open invitations"
            columns={[...invitationColumns, cancelColumn((invitation) => setOpen({ deed: 'cancel', invitation }))]}
            rows={data.invitations}
            keyOf={({ id }) => id}
          />
        </section>
      )}
      {open?.deed === 'invite' && <InviteDialog onClose={close} />}
      {open?.deed === 'cancel' && <CancelInvitationDialog invitation={open.invitation} onClose={close} />}
      {open?.deed === 'password' && operator && <PasswordLinkDialog operator={operator} onClose={close} />}
      {open && 'id' in open && open.deed !== 'password' && operator && (
        <OperatorDialog deed={open.deed} operator={operator} refresh={refetch} onClose={close} />
      )}
    </>
  );
}

const operatorColumns: Column<Operator>[] = [
  { head: 'Name', cell: ({ name }) => name },
  { head: 'E-mail', cell: ({ email }) => email },
  { head: 'Role', cell: ({ role }) => inWords(role) },
  { head: 'Second factor', cell: (operator) => secondFactorOf(operator) },
  { head: 'Since', cell: ({ createdAt }) => formatDay(createdAt) },
  {
    head: 'State',
    cell: ({ disabledAt }) =>
      disabledAt ? <Badge tone="quiet">Disabled</Badge> : <Badge tone="good">Can sign in</Badge>,
  },
];

function secondFactorOf({ hasCode, hasPasskey }: Operator): string {
  const factors = [hasCode && 'App', hasPasskey && 'Passkey'].filter(Boolean);
  return factors.length === 0 ? 'None' : factors.join(', ');
}

function deedsColumn(onOpen: (open: Open) => void): Column<Operator> {
  return {
    head: 'Change',
    cell: (operator) => (
      <span className="row-deeds">
        {operatorDeeds
          .filter(({ isPossible }) => isPossible(operator))
          .map(({ deed, label }) => (
            <button key={deed} type="button" className="link" onClick={() => onOpen({ deed, id: operator.id })}>
              {label}
              <span className="for-screen-readers"> {operator.name}</span>
            </button>
          ))}
        {!operator.disabledAt && (
          <button type="button" className="link" onClick={() => onOpen({ deed: 'password', id: operator.id })}>
            New password<span className="for-screen-readers"> for {operator.name}</span>
          </button>
        )}
      </span>
    ),
  };
}

const invitationColumns: Column<Invitation>[] = [
  { head: 'E-mail', cell: ({ email }) => email },
  { head: 'Role', cell: ({ role }) => inWords(role) },
  { head: 'Works until', cell: ({ expiresAt }) => formatMoment(expiresAt) },
];

function cancelColumn(onCancel: (invitation: Invitation) => void): Column<Invitation> {
  return {
    head: 'Change',
    cell: (invitation) => (
      <button type="button" className="link" onClick={() => onCancel(invitation)}>
        Cancel<span className="for-screen-readers"> the invitation of {invitation.email}</span>
      </button>
    ),
  };
}
