import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Choice } from '../deeds/choice.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { type OperatorRole } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { factsOf, type Operator, roles } from './operator.ts';

const ChangeRoleMutation = graphql(`
  mutation ChangeOperatorRole($id: ID!, $role: OperatorRole!, $seenUpdatedAt: DateTime!) {
    changeOperatorRole(id: $id, role: $role, seenUpdatedAt: $seenUpdatedAt) {
      ...OperatorRecordFields
    }
  }
`);
const DisableMutation = graphql(`
  mutation DisableOperator($id: ID!, $seenUpdatedAt: DateTime!) {
    disableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {
      ...OperatorRecordFields
    }
  }
`);
const EnableMutation = graphql(`
  mutation EnableOperator($id: ID!, $seenUpdatedAt: DateTime!) {
    enableOperator(id: $id, seenUpdatedAt: $seenUpdatedAt) {
      ...OperatorRecordFields
    }
  }
`);
const ResetCodeMutation = graphql(`
  mutation ResetOperatorCode($id: ID!) {
    resetOperatorCode(id: $id) {
      ...OperatorRecordFields
    }
  }
`);
const EndSessionsMutation = graphql(`
  mutation EndOperatorSessions($id: ID!) {
    endOperatorSessions(id: $id)
  }
`);

export type OperatorDeed = 'role' | 'disable' | 'enable' | 'reset' | 'sessions';

interface Described {
  deed: OperatorDeed;
  label: string;
  isPossible(operator: Operator): boolean;
  title(name: string): string;
  verb: string;
  isSevere: boolean;
  consequences: string;
  done(name: string): string;
}

const always = () => true;

/** What can be done with an operator. */
export const operatorDeeds: readonly Described[] = [
  {
    deed: 'role',
    label: 'Role',
    isPossible: always,
    title: (name) => `Change the role of ${name}`,
    verb: 'Change the role',
    isSevere: false,
    consequences: 'The new role counts from the next click of this operator on.',
    done: (name) => `${name} has the new role.`,
  },
  {
    deed: 'sessions',
    label: 'Sign out',
    isPossible: ({ disabledAt }) => !disabledAt,
    title: (name) => `Sign out ${name}`,
    verb: 'End all sessions',
    isSevere: true,
    consequences: 'All sessions of this operator end at once. The operator can sign in again.',
    done: (name) => `All sessions of ${name} have ended.`,
  },
  {
    deed: 'reset',
    label: 'Reset second factor',
    isPossible: ({ hasCode, hasPasskey }) => hasCode || hasPasskey,
    title: (name) => `Reset the second factor of ${name}`,
    verb: 'Reset the second factor',
    isSevere: true,
    consequences:
      'The authenticator app, the passkeys and the recovery codes of this operator stop working, and all sessions end. Make sure that it was this person who asked you.',
    done: (name) => `${name} must set up a second factor again.`,
  },
  {
    deed: 'disable',
    label: 'Disable',
    isPossible: ({ disabledAt }) => !disabledAt,
    title: (name) => `Disable ${name}`,
    verb: 'Disable',
    isSevere: true,
    consequences:
      'The operator cannot sign in any more, and all sessions end at once. What the operator did stays in the audit.',
    done: (name) => `${name} cannot sign in any more.`,
  },
  {
    deed: 'enable',
    label: 'Enable',
    isPossible: ({ disabledAt }) => Boolean(disabledAt),
    title: (name) => `Enable ${name}`,
    verb: 'Enable',
    isSevere: false,
    consequences: 'The operator can sign in again, with the same password and role.',
    done: (name) => `${name} can sign in again.`,
  },
];

interface OperatorDialogProps {
  deed: OperatorDeed;
  operator: Operator;
  refresh(): Promise<unknown>;
  onClose(): void;
}

export function OperatorDialog({ deed, operator, refresh, onClose }: OperatorDialogProps) {
  const described = operatorDeeds.find((each) => each.deed === deed) as Described;
  const [role, setRole] = useState<OperatorRole>(operator.role);
  const perform = usePerform(operator, role);
  return (
    <DeedDialog
      title={described.title(operator.name)}
      verb={described.verb}
      isSevere={described.isSevere}
      isReady={deed !== 'role' || role !== operator.role}
      done={described.done(operator.name)}
      facts={factsOf(operator)}
      refresh={refresh}
      perform={() => perform[deed]()}
      onClose={onClose}
    >
      {deed === 'role' && (
        <Choice<OperatorRole> name="role" label="Role" options={roles} value={role} onChange={setRole} />
      )}
      <div className="consequences">
        <p>{described.consequences}</p>
      </div>
    </DeedDialog>
  );
}

function usePerform({ id, updatedAt: seenUpdatedAt }: Operator, role: OperatorRole) {
  const [changeRole] = useMutation(ChangeRoleMutation);
  const [disable] = useMutation(DisableMutation);
  const [enable] = useMutation(EnableMutation);
  const [resetCode] = useMutation(ResetCodeMutation);
  const [endSessions] = useMutation(EndSessionsMutation);
  const perform: Record<OperatorDeed, () => Promise<unknown>> = {
    role: () => changeRole({ variables: { id, role, seenUpdatedAt } }),
    disable: () => disable({ variables: { id, seenUpdatedAt } }),
    enable: () => enable({ variables: { id, seenUpdatedAt } }),
    reset: () => resetCode({ variables: { id } }),
    sessions: () => endSessions({ variables: { id } }),
  };
  return perform;
}
