import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { type Invitation } from './operator.ts';

const CancelInvitationMutation = graphql(`
  mutation CancelInvitation($id: ID!) {
    cancelInvitation(id: $id)
  }
`);

export function CancelInvitationDialog({ invitation, onClose }: { invitation: Invitation; onClose(): void }) {
  const [cancel] = useMutation(CancelInvitationMutation, { refetchQueries: ['Operators'], awaitRefetchQueries: true });
  return (
    <DeedDialog
      title={`Cancel the invitation of ${invitation.email}`}
      verb="Cancel the invitation"
      isSevere
      done="The link does not work any more."
      perform={() => cancel({ variables: { id: invitation.id } })}
      onClose={onClose}
    >
      <div className="consequences">
        <p>The link stops working. You can invite the person again.</p>
      </div>
    </DeedDialog>
  );
}
