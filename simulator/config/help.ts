import { flagOf, optionFields, variableOf } from './option-fields.ts';

/** What `--help` prints. */
export function help(): string {
  const options = Object.entries(optionFields).map(([name, { description = '' }]) =>
    [`  ${flagOf(name)} <value>`, `  ${variableOf(name)}`, `      ${description.replaceAll('`', '')}`].join('\n'),
  );
  return `A stand-in for Khalti's web checkout, for development and tests. It takes no money.

Usage: khalti-simulator [flags]

  --config <file>   a JSON file: {"port": 4001, "settings": {"lifetimeSeconds": 60}, "faults": []}
  --json            prints only one line of JSON when it is ready
  --help, --version

Each of these is a flag, or a variable of the environment or of .env. In the file, the names are port, publicUrl,
lifetimeSeconds and so on, the settings under "settings". Flags come first, then the environment, then .env, then the file.

${options.join('\n\n')}
`;
}
