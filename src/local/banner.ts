export function banner(
  {
    publicUrl,
    hasStorefront,
    port,
    mail,
  }: { publicUrl: string; hasStorefront: boolean; port: number; mail: { smtpUrl: string | null } },
  {
    simulatorUrl,
    databaseFolder,
    firstOwner,
  }: {
    simulatorUrl: string | null;
    databaseFolder: string | null;
    /** Null: there is an owner already. */
    firstOwner: { email: string; link: string } | null;
  },
): string {
  const lines = [
    '',
    hasStorefront ? `  Storefront   ${publicUrl}` : '  Storefront   off',
    `  GraphQL      http://localhost:${port}/graphql`,
    simulatorUrl ? `  Khalti       ${simulatorUrl}  (a simulator: no real money)` : '  Khalti       as configured',
    databaseFolder ? `  PostgreSQL   embedded, data in ${databaseFolder}` : '  PostgreSQL   as configured',
    firstOwner
      ? `  Operators    ${firstOwner.link}  (once, within 24 hours, as ${firstOwner.email})`
      : `  Operators    ${publicUrl}/admin`,
    mail.smtpUrl ? '  Mail         as configured' : '  Mail         saved in .data/mail',
    '',
    hasStorefront ? '  Try: sign up, choose a plan, pay.' : '  Try: open GraphQL in a browser. Test payments:',
  ];
  if (simulatorUrl) lines.push('       Khalti ID 9800000000, MPIN 1111, OTP 987654.');
  lines.push('  Stop with Ctrl-C.', '');
  return lines.join('\n');
}
