import { useMutation } from '@apollo/client/react';
import { formatMoment } from '../app/format.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { ShownOnceDialog } from '../deeds/shown-once-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { type Operator } from './operator.ts';

const SendOperatorPasswordResetMutation = graphql(`
  mutation SendOperatorPasswordReset($id: ID!) {
    sendOperatorPasswordReset(id: $id) {
      id
      email
      link
      isMailed
      expiresAt
    }
  }
`);

/** Makes a link for a forgotten password, and shows it once. */
export function PasswordLinkDialog({ operator, onClose }: { operator: Operator; onClose(): void }) {
  const [send, { data }] = useMutation(SendOperatorPasswordResetMutation);
  const made = data?.sendOperatorPasswordReset;
  if (made) {
    const mailed = made.isMailed ? ' It was sent by mail.' : ' It could not be sent by mail: send it yourself.';
    return (
      <ShownOnceDialog
        title={`New password for ${operator.name}`}
        text={`With this link, ${made.email} chooses a new password. It works once, until ${formatMoment(made.expiresAt)}, and is shown only now.${mailed}`}
        secrets={[made.link]}
        onClose={onClose}
      />
    );
  }
  return (
    <DeedDialog
      title={`New password for ${operator.name}`}
      verb="Make the link"
      done="The link was made."
      keepsOpen
      perform={() => send({ variables: { id: operator.id } })}
      onClose={onClose}
    >
      <div className="consequences">
        <p>
          The operator gets a link to choose a new password. The password of now works until then. Make sure that it was
          this person who asked you.
        </p>
      </div>
    </DeedDialog>
  );
}
