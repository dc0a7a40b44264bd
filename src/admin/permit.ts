import { Extensions } from 'type-graphql';
import { type Permission } from './permissions.ts';

/** Who may use a field: operators with a permission, all who are signed in, or anybody. */
export type Access = Permission | 'SIGNED_IN' | 'ANYBODY';

/** Of every field of Query and Mutation. The schema refuses to build without it. */
export function Permit(access: Access): MethodDecorator & PropertyDecorator {
  return Extensions({ access });
}
