import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { OperatorRole, Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { changeOperatorRole } from './change-operator-role.ts';
import { disableOperator } from './disable-operator.ts';
import { enableOperator } from './enable-operator.ts';
import { InvitationRecord } from './invitation-record.ts';
import { inviteOperator } from './invite-operator.ts';
import { endSessionsOf, lockOperator } from './lock-operator.ts';
import { NewInvitationRecord } from './new-invitation-record.ts';
import { cancelInvitation, listOpenInvitations } from './open-invitations.ts';
import { Operator } from './operator.ts';
import { OperatorRecord } from './operator-record.ts';
import { requireStepUp } from './require-step-up.ts';
import { resetOperatorCode } from './reset-operator-code.ts';

const theOperator = { description: 'The operator.' };
const asSeen = { description: '`updatedAt` of the operator as it was read.' };

@Resolver()
export class ManageOperatorsResolver {
  @Permit(Permission.MANAGE_OPERATORS)
  @Query(() => [OperatorRecord], { description: 'All operators, also disabled ones, by address.' })
  async operators(@Ctx() context: AdminContext): Promise<OperatorRecord[]> {
    const operators = await context.em.find(Operator, {}, { orderBy: { email: 'asc' } });
    return operators.map((operator) => new OperatorRecord(operator));
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => NewInvitationRecord, {
    description:
      'Invites an operator. An older invitation of the address stops working. Errors: `STEP_UP_REQUIRED`, `EMAIL_TAKEN`, `BAD_USER_INPUT`.',
  })
  async inviteOperator(
    @Arg('email', () => GraphQLEmailAddress, { description: 'Upper and lower case are the same.' }) email: string,
    @Arg('role', () => OperatorRole, { description: 'The role that the operator will have.' }) role: OperatorRole,
    @Ctx() context: AdminContext,
  ): Promise<NewInvitationRecord> {
    return inviteOperator(context, { email, role });
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Query(() => [InvitationRecord], { description: 'Invitations whose links work, the latest first.' })
  async invitations(@Ctx() { em }: AdminContext): Promise<InvitationRecord[]> {
    const invitations = await listOpenInvitations(em.fork());
    return invitations.map((invitation) => new InvitationRecord(invitation));
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => Boolean, {
    description:
      'The link of an open invitation stops working. Errors: `STEP_UP_REQUIRED`; `INVITATION_NOT_FOUND`, also for one that was used or is too old.',
  })
  async cancelInvitation(
    @Arg('id', () => ID, { description: 'The invitation.' }) id: string,
    @Ctx() context: AdminContext,
  ): Promise<boolean> {
    const target = { kind: TargetKind.INVITATION, id };
    const action = { ...(await context.actor()), action: 'cancelInvitation', target };
    const ask = () => requireStepUp(context);
    return recordDeed(context.services, action, { ask, change: (em) => cancelInvitation(em, id) });
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => OperatorRecord, {
    description:
      'Changes a role, from the next call of the operator on. In production, an operator without a second factor who becomes OWNER or FINANCE is signed out. Errors: `STEP_UP_REQUIRED`, `OPERATOR_NOT_FOUND`, `CHANGED_MEANWHILE`, `NOT_POSSIBLE` for the last owner.',
  })
  async changeOperatorRole(
    @Arg('id', () => ID, theOperator) id: string,
    @Arg('role', () => OperatorRole, { description: 'The new role.' }) role: OperatorRole,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, asSeen) seenUpdatedAt: Date,
    @Ctx() context: AdminContext,
  ): Promise<OperatorRecord> {
    const { isProduction } = context.config;
    return change(context, 'changeOperatorRole', id, (em) =>
      changeOperatorRole(em, { id, role, seenUpdatedAt, isProduction }),
    );
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => OperatorRecord, {
    description:
      'The operator cannot sign in any more, and all sessions end. Errors: `STEP_UP_REQUIRED`, `OPERATOR_NOT_FOUND`, `CHANGED_MEANWHILE`, `NOT_POSSIBLE` for the last owner.',
  })
  async disableOperator(
    @Arg('id', () => ID, theOperator) id: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, asSeen) seenUpdatedAt: Date,
    @Ctx() context: AdminContext,
  ): Promise<OperatorRecord> {
    return change(context, 'disableOperator', id, (em) => disableOperator(em, id, seenUpdatedAt));
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => OperatorRecord, {
    description:
      'A disabled operator can sign in again. Errors: `STEP_UP_REQUIRED`, `OPERATOR_NOT_FOUND`, `CHANGED_MEANWHILE`.',
  })
  async enableOperator(
    @Arg('id', () => ID, theOperator) id: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, asSeen) seenUpdatedAt: Date,
    @Ctx() context: AdminContext,
  ): Promise<OperatorRecord> {
    return change(context, 'enableOperator', id, (em) => enableOperator(em, id, seenUpdatedAt));
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => OperatorRecord, {
    description:
      'For an operator who has lost the telephone: removes the authenticator app, the passkeys and the recovery codes, and ends all sessions. Errors: `STEP_UP_REQUIRED`, `OPERATOR_NOT_FOUND`.',
  })
  async resetOperatorCode(
    @Arg('id', () => ID, theOperator) id: string,
    @Ctx() context: AdminContext,
  ): Promise<OperatorRecord> {
    return change(context, 'resetOperatorCode', id, (em) => resetOperatorCode(em, id));
  }

  @Permit(Permission.MANAGE_OPERATORS)
  @Mutation(() => Int, {
    description:
      'Ends all sessions of an operator, and answers how many there were. Errors: `STEP_UP_REQUIRED`, `OPERATOR_NOT_FOUND`.',
  })
  async endOperatorSessions(
    @Arg('id', () => ID, theOperator) id: string,
    @Ctx() context: AdminContext,
  ): Promise<number> {
    return deed(context, 'endOperatorSessions', id, async (em) => {
      const sessions = await endSessionsOf(em, await lockOperator(em, id, null));
      return { result: sessions, after: { sessions } };
    });
  }
}

async function change(
  context: AdminContext,
  action: string,
  id: string,
  change: (em: EntityManager) => Promise<Done<Operator>>,
): Promise<OperatorRecord> {
  return new OperatorRecord(await deed(context, action, id, change));
}

async function deed<Result>(
  context: AdminContext,
  action: string,
  id: string,
  change: (em: EntityManager) => Promise<Done<Result>>,
): Promise<Result> {
  const target = { kind: TargetKind.OPERATOR, id };
  const ask = () => requireStepUp(context);
  return recordDeed(context.services, { ...(await context.actor()), action, target }, { ask, change });
}
