import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { ShownOnceDialog } from '../deeds/shown-once-dialog.tsx';
import { graphql } from '../gql/index.ts';

const ReplaceRecoveryCodesMutation = graphql(`
  mutation ReplaceRecoveryCodes {
    createRecoveryCodes
  }
`);

export function NewRecoveryCodesDialog({ onClose }: { onClose(): void }) {
  const [create, { data }] = useMutation(ReplaceRecoveryCodesMutation);
  if (data) {
    return (
      <ShownOnceDialog
        title="Recovery codes"
        text="Keep these codes in a safe place. Each signs you in once, if you do not have your phone. They are shown only now."
        secrets={data.createRecoveryCodes}
        onClose={onClose}
      />
    );
  }
  return (
    <DeedDialog
      title="New recovery codes"
      verb="Make new codes"
      done="The new codes work now."
      keepsOpen
      perform={() => create()}
      onClose={onClose}
    >
      <div className="consequences">
        <p>You get ten new codes. The codes that you have stop working.</p>
      </div>
    </DeedDialog>
  );
}
