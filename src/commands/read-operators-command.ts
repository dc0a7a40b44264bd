import { parseArgs } from 'node:util';
import { OperatorRole } from '../admin/permissions.ts';
import { emailFault } from '../users/email-fault.ts';
import { UsageError } from './usage-error.ts';

export type OperatorsCommand =
  | { verb: 'invite'; email: string; role: OperatorRole }
  | { verb: 'list' }
  | { verb: 'disable' | 'reset-2fa' | 'reset-password'; email: string };

const roles = Object.values(OperatorRole).join(', ');

export const USAGE = `Usage:
  npm run operators -- invite anita@example.com --role OWNER   (${roles})
  npm run operators -- list
  npm run operators -- disable anita@example.com
  npm run operators -- reset-2fa anita@example.com
  npm run operators -- reset-password anita@example.com`;

/** Throws `UsageError`. */
export function readOperatorsCommand(args: string[]): OperatorsCommand {
  const { positionals, role } = parse(args);
  const [verb, email, ...more] = positionals;
  if (verb === undefined) throw new UsageError('Say what to do.');
  if (more.length > 0) throw new UsageError(`There is an argument too many: ${more[0]}`);
  if (verb !== 'invite' && role !== undefined) throw new UsageError(`${verb} has no --role.`);
  switch (verb) {
    case 'list':
      if (email !== undefined) throw new UsageError(`There is an argument too many: ${email}`);
      return { verb };
    case 'disable':
    case 'reset-2fa':
    case 'reset-password':
      return { verb, email: readEmail(email) };
    case 'invite':
      return { verb, email: readEmail(email), role: readRole(role) };
    default:
      throw new UsageError(`There is no command ${verb}.`);
  }
}

function parse(args: string[]): { positionals: string[]; role: string | undefined } {
  try {
    const { positionals, values } = parseArgs({ args, options: { role: { type: 'string' } }, allowPositionals: true });
    return { positionals, role: values.role };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readEmail(email: string | undefined): string {
  if (email === undefined) throw new UsageError('The e-mail address of the operator is missing.');
  const fault = emailFault(email);
  if (fault !== null) throw new UsageError(fault.EN);
  return email.toLowerCase();
}

function readRole(role: string | undefined): OperatorRole {
  const known = Object.values(OperatorRole).find((one) => one === role?.toUpperCase());
  if (!known) throw new UsageError(role === undefined ? `--role is missing: ${roles}.` : `--role must be ${roles}.`);
  return known;
}
