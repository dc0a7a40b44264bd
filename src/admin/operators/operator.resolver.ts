import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { Permit } from '../permit.ts';
import { SignedInOperator } from './operator-record.ts';
import { OperatorSession } from './operator-session.ts';

@Resolver()
export class OperatorResolver {
  @Permit('ANYBODY')
  @Query(() => SignedInOperator, { nullable: true, description: 'The signed-in operator; null without a session.' })
  async me(@Ctx() context: AdminContext): Promise<SignedInOperator | null> {
    const session = await context.session();
    return session?.signedInAt ? new SignedInOperator(session.operator) : null;
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
