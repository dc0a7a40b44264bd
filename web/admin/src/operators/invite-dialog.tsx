import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { formatMoment, inWords } from '../app/format.ts';
import { Choice } from '../deeds/choice.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { ShownOnceDialog } from '../deeds/shown-once-dialog.tsx';
import { type OperatorRole } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { roles } from './operator.ts';

const InviteOperatorMutation = graphql(`
  mutation InviteOperator($email: EmailAddress!, $role: OperatorRole!) {
    inviteOperator(email: $email, role: $role) {
      id
      email
      role
      link
      isMailed
      expiresAt
    }
  }
`);

/** Invites a person, then shows the link, once. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const [role, setRole] = useState<OperatorRole>('SUPPORT');
  const [invite, { data }] = useMutation(InviteOperatorMutation, { refetchQueries: ['Operators'] });
  const invitation = data?.inviteOperator;
  if (invitation) {
    const mailed = invitation.isMailed ? ' It was sent by mail.' : ' It could not be sent by mail: send it yourself.';
    return (
      <ShownOnceDialog
        title={`Invitation for ${invitation.email}`}
        text={`This link makes the person an operator with the role ${inWords(invitation.role)}. It works once, until ${formatMoment(invitation.expiresAt)}, and is shown only now.${mailed}`}
        secrets={[invitation.link]}
        onClose={onClose}
      />
    );
  }
  return (
    <DeedDialog
      title="Invite an operator"
      verb="Invite"
      done="The person is invited."
      keepsOpen
      perform={(answers) => invite({ variables: { email: String(answers.get('email')).trim(), role } })}
      onClose={onClose}
    >
      <Field label="E-mail address" name="email" type="email" maxLength={254} autoComplete="off" />
      <Choice<OperatorRole> name="role" label="Role" options={roles} value={role} onChange={setRole} />
    </DeedDialog>
  );
}
