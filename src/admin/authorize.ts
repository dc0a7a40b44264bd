import { PermissionDenied } from '../errors.ts';
import { type AdminContext } from './admin-context.ts';
import { hasPermission } from './permissions.ts';
import { type Access } from './permit.ts';
import { recordRefusal } from './record-deed.ts';

/**
 * Throws `Unauthenticated` or `PermissionDenied`. The role is read for each operation, so that a change takes effect at once.
 * The refusal of a mutation is audited: `deed` is its name.
 */
export async function authorize(context: AdminContext, access: Access, deed: string | null): Promise<void> {
  if (access === 'ANYBODY') return;
  const operator = await context.operator();
  if (access === 'SIGNED_IN' || hasPermission(operator.role, access)) return;
  const denied = new PermissionDenied(access);
  if (deed !== null) await recordRefusal(context.services, { ...(await context.actor()), action: deed }, denied);
  throw denied;
}
