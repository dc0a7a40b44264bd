import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { Permit } from '../permit.ts';
import { endOperatorSession } from './end-operator-session.ts';
import { SignedInOperator } from './operator-record.ts';
import { OperatorSession } from './operator-session.ts';
import { OwnSessionRecord } from './own-session-record.ts';
import { SESSION_LIMITS } from './read-session.ts';

@Resolver()
export class OperatorResolver {
  @Permit('ANYBODY')
  @Query(() => SignedInOperator, { nullable: true, description: 'The signed-in operator; null without a session.' })
  async me(@Ctx() context: AdminContext): Promise<SignedInOperator | null> {
    const session = await context.session();
    return session?.signedInAt ? new SignedInOperator(session.operator) : null;
  }

  @Permit('SIGNED_IN')
  @Query(() => [OwnSessionRecord], { description: 'The open sessions of the signed-in operator, the newest first.' })
  async myOperatorSessions(@Ctx() context: AdminContext): Promise<OwnSessionRecord[]> {
    const operator = await context.operator();
    const current = await context.session();
    const now = Date.now();
    const open = {
      operator: operator.id,
      signedInAt: { $ne: null },
      endedAt: null,
      expiresAt: { $gt: new Date(now) },
      lastUsedAt: { $gt: new Date(now - SESSION_LIMITS.idleMs) },
    };
    const sessions = await context.em.find(OperatorSession, open, { orderBy: { createdAt: 'desc' }, limit: 100 });
    return sessions.map((session) => new OwnSessionRecord(session, current?.id));
  }

  @Permit('SIGNED_IN')
  @Mutation(() => Boolean, {
    description: "Ends one of the operator's own sessions, also this one. Errors: `SESSION_NOT_FOUND`.",
  })
  async endOperatorSession(
    @Arg('id', () => ID, { description: 'From `myOperatorSessions`.' }) id: string,
    @Ctx() context: AdminContext,
  ): Promise<boolean> {
    return endOperatorSession(context, id);
  }

  @Permit('ANYBODY')
  @Mutation(() => Boolean, { description: 'Ends this session. True even without one.' })
  async signOut(@Ctx() context: AdminContext): Promise<boolean> {
    const session = await context.session();
    if (session) await context.em.nativeUpdate(OperatorSession, { id: session.id }, { endedAt: new Date() });
    context.setCookie(null);
    return true;
  }
}
