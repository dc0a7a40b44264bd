import 'reflect-metadata';
import { type Logger } from 'pino';
import { ActorKind, TargetKind } from '../../admin/audit-entry.ts';
import { createInvitation } from '../../admin/operators/create-invitation.ts';
import { createPasswordReset } from '../../admin/operators/create-password-reset.ts';
import { disableOperator } from '../../admin/operators/disable-operator.ts';
import { Operator } from '../../admin/operators/operator.ts';
import { resetOperatorCode } from '../../admin/operators/reset-operator-code.ts';
import { type Deed, recordDeed } from '../../admin/record-deed.ts';
import { type Config, loadLinkConfig } from '../../config.ts';
import { Mailer } from '../../mail/mailer.ts';
import { type Message } from '../../mail/message.ts';
import { operatorInvitation } from '../../mail/operator-invitation.ts';
import { operatorPasswordReset } from '../../mail/operator-password-reset.ts';
import { type OperatorsCommand, readOperatorsCommand, USAGE } from '../read-operators-command.ts';
import { runOnDatabase, type Surroundings } from '../run-on-database.ts';

// `npm run operators`: invites, lists and disables operators, removes lost second factors, and helps who forgot a password.
await runOnDatabase({ read: readOperatorsCommand, usage: USAGE }, run);

async function run(command: OperatorsCommand, surroundings: Surroundings): Promise<void> {
  switch (command.verb) {
    case 'invite':
      return invite(command, surroundings);
    case 'list':
      return list(surroundings);
    case 'disable': {
      const id = await findOperator(surroundings, command.email);
      await recordDeed(surroundings, deed('disableOperator', { kind: TargetKind.OPERATOR, id }), {
        change: (em) => disableOperator(em, id, null),
      });
      return console.log(`${command.email} cannot sign in any more.`);
    }
    case 'reset-password':
      return resetPassword(command.email, surroundings);
    case 'reset-2fa': {
      const id = await findOperator(surroundings, command.email);
      await recordDeed(surroundings, deed('resetOperatorCode', { kind: TargetKind.OPERATOR, id }), {
        change: (em) => resetOperatorCode(em, id),
      });
      return console.log(`${command.email} must sign in again, and can set up a new authenticator app or passkey.`);
    }
  }
}

async function invite(
  { email, role }: Extract<OperatorsCommand, { verb: 'invite' }>,
  surroundings: Surroundings,
): Promise<void> {
  const { publicUrl, mail } = loadLinkConfig();
  const created = await recordDeed(surroundings, deed('inviteOperator', { kind: TargetKind.INVITATION, id: null }), {
    change: async (em) => {
      const result = await createInvitation(em, { email, role, publicUrl });
      return { result, targetId: result.invitation.id, after: { role } };
    },
  });
  console.log(`This link makes ${email} an operator with the role ${role}. It works once, for 24 hours:`);
  console.log(created.link);
  const { id, expiresAt: validUntil } = created.invitation;
  const message = operatorInvitation({ to: email, role, link: created.link, validUntil, publicUrl });
  await mailLink(message, id, { mail, log: surroundings.log });
}

async function resetPassword(email: string, surroundings: Surroundings): Promise<void> {
  const { publicUrl, mail } = loadLinkConfig();
  const id = await findOperator(surroundings, email);
  const target = { kind: TargetKind.OPERATOR, id };
  const { reset, link } = await recordDeed(surroundings, deed('sendOperatorPasswordReset', target), {
    change: (em) => createPasswordReset(em, { id, publicUrl }),
  });
  console.log(`With this link, ${email} chooses a new password. It works once, for 24 hours:`);
  console.log(link);
  const message = operatorPasswordReset({ to: email, link, validUntil: reset.expiresAt, publicUrl });
  await mailLink(message, reset.id, { mail, log: surroundings.log });
}

async function mailLink(
  message: Message,
  id: string,
  { mail, log }: Pick<Config, 'mail'> & { log: Logger },
): Promise<void> {
  if (mail.smtpUrl === null) return;
  const mailer = new Mailer({ ...mail, folder: null, log });
  try {
    await mailer.send(message, { id });
    console.log(`The link was mailed to ${message.to}.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`The link could not be mailed (${reason}). Send it in another way.`);
  } finally {
    mailer.close();
  }
}

async function list(surroundings: Surroundings): Promise<void> {
  const operators = await recordDeed(surroundings, deed('listOperators'), {
    change: async (em) => ({ result: await em.find(Operator, {}, { orderBy: { email: 'asc' } }) }),
  });
  if (operators.length === 0) console.log('There are no operators. Invite one: npm run operators -- invite');
  for (const operator of operators) {
    const { email, role, name, disabledAt } = operator;
    console.log([email, role, name, factorsOf(operator), disabledAt ? 'disabled' : 'enabled'].join('\t'));
  }
}

function factorsOf({ totpSecret, hasPasskey }: Operator): string {
  const factors = [...(totpSecret === null ? [] : ['authenticator app']), ...(hasPasskey ? ['passkey'] : [])];
  return factors.join(' and ') || 'no second factor';
}

async function findOperator({ orm }: Surroundings, email: string): Promise<string> {
  const operator = await orm.em.fork().findOne(Operator, { email });
  if (!operator) throw new Error(`There is no operator ${email}.`);
  return operator.id;
}

function deed(action: string, target?: Deed['target']): Deed {
  const actor = { actorKind: ActorKind.COMMAND, actorId: 'operators', requestId: null };
  return { ...actor, action, ...(target ? { target } : {}) };
}
