import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { search } from './search.ts';
import { SearchHit } from './search-hit.ts';

@Resolver()
export class SearchResolver {
  @Permit(Permission.READ)
  @Query(() => [SearchHit], {
    description:
      "Finds payments by pidx, Khalti's transaction id, the number of a receipt or our id, refunds by our id, and customers by our id or the beginning of address or name.",
  })
  search(
    @Ctx() { em }: AdminContext,
    @Arg('text', () => String, { description: 'At most 200 characters. Blanks around it do not count.' }) text: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most how many, from 1 to 100.' }) first: number,
  ): Promise<SearchHit[]> {
    return search(em, text, first);
  }
}
