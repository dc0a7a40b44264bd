import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { signOut } from '../accounts/sign-out.ts';
import { signOutEverywhere } from '../accounts/sign-out-everywhere.ts';
import { signOutSession } from '../accounts/sign-out-session.ts';
import { type ListedSession, OpenSession } from '../auth/open-session.ts';
import { forbidWithIdentityProvider } from './forbid-with-identity-provider.ts';
import { type RequestContext } from './request-context.ts';

@Resolver(() => OpenSession)
export class SessionResolver {
  @Query(() => [OpenSession], {
    description:
      'The sessions of the caller that have not ended, the last used ones first, at most 100. One that was opened before this was kept is listed as soon as it is renewed. Errors: `UNAUTHENTICATED`; `FORBIDDEN` with an identity provider.',
  })
  async mySessions(@Ctx() context: RequestContext): Promise<ListedSession[]> {
    forbidWithIdentityProvider(context);
    const userId = await context.userId();
    const [token = ''] = context.sessionTokens;
    return context.services.sessions.list(userId, token, context.device);
  }

  @Mutation(() => Boolean, {
    description:
      'Ends this session: the token that the request carries stops working, and its cookie is cleared. Other sessions of the user go on. Always true, also without a session. Errors: `IDENTITY_PROVIDER_UNAVAILABLE`; after an error the session goes on.',
  })
  async signOut(@Ctx() context: RequestContext): Promise<boolean> {
    await signOut(context.services, context.sessionTokens);
    context.setSessionCookie(null);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'Ends one session of the caller, on whatever device: its tokens stop working. For the session of the request it is the same as `signOut`. Always true. Errors: `UNAUTHENTICATED`; `SESSION_NOT_FOUND` if the caller has no such session; `FORBIDDEN` with an identity provider.',
  })
  async signOutSession(
    @Arg('id', () => ID, { description: 'From `mySessions`.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    forbidWithIdentityProvider(context);
    const userId = await context.userId();
    const [token = ''] = context.sessionTokens;
    if ((await context.services.sessions.idOf(token)) === id) return this.signOut(context);
    await signOutSession(context.services, userId, id);
    return true;
  }

  @Mutation(() => Boolean, {
    description: 'Ends all sessions of the caller, this one too. Always true. Errors: `UNAUTHENTICATED`.',
  })
  async signOutEverywhere(@Ctx() context: RequestContext): Promise<boolean> {
    await signOutEverywhere(context.services, await context.userId());
    context.setSessionCookie(null);
    return true;
  }
}
