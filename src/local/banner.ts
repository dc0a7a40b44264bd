export function banner(
  { publicUrl, port, mail }: { publicUrl: string; port: number; mail: { smtpUrl: string | null } },
  { simulatorUrl, databaseFolder }: { simulatorUrl: string | null; databaseFolder: string | null },
): string {
  const lines = [
    '',
    `  Storefront   ${publicUrl}`,
    `  GraphQL      http://localhost:${port}/graphql`,
    simulatorUrl ? `  Khalti       ${simulatorUrl}  (a simulator: no real money)` : '  Khalti       as configured',
    databaseFolder ? `  PostgreSQL   embedded, data in ${databaseFolder}` : '  PostgreSQL   as configured',
    mail.smtpUrl ? '  Mail         as configured' : '  Mail         saved in .data/mail',
    '',
    '  Try: sign up, choose a plan, pay.',
  ];
  if (simulatorUrl) lines.push('       Khalti ID 9800000000, MPIN 1111, OTP 987654.');
  lines.push('  Stop with Ctrl-C.', '');
  return lines.join('\n');
}
