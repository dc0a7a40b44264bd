import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { factsOf, type Plan } from './plan.ts';

const ArchivePlanMutation = graphql(`
  mutation ArchivePlan($id: ID!, $seenUpdatedAt: DateTime!) {
    archivePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {
      ...PlanRecordFields
    }
  }
`);
const RestorePlanMutation = graphql(`
  mutation RestorePlan($id: ID!, $seenUpdatedAt: DateTime!) {
    restorePlan(id: $id, seenUpdatedAt: $seenUpdatedAt) {
      ...PlanRecordFields
    }
  }
`);

interface ShelvePlanDialogProps {
  plan: Plan;
  refresh(): Promise<unknown>;
  onClose(): void;
}

/** Takes a plan off sale, or puts it on sale again. */
export function ShelvePlanDialog({ plan, refresh, onClose }: ShelvePlanDialogProps) {
  const { id, name, updatedAt, isArchived } = plan;
  const [archive] = useMutation(ArchivePlanMutation);
  const [restore] = useMutation(RestorePlanMutation);
  const variables = { id, seenUpdatedAt: updatedAt };
  return (
    <DeedDialog
      title={isArchived ? `Restore ${name}` : `Archive ${name}`}
      verb={isArchived ? 'Put on sale again' : 'Take off sale'}
      isSevere={!isArchived}
      done={isArchived ? `${name} is on sale again.` : `${name} is not on sale any more.`}
      facts={factsOf(plan)}
      refresh={refresh}
      perform={() => (isArchived ? restore({ variables }) : archive({ variables }))}
      onClose={onClose}
    >
      <div className="consequences">
        <p>
          {isArchived
            ? 'Customers see the plan and can buy it at once.'
            : 'Customers do not see the plan any more. Access that they have stays, and payments that are open can still be paid.'}
        </p>
      </div>
    </DeedDialog>
  );
}
