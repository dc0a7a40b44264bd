import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { InvalidInput, parse } from '../parse.ts';
import { settingFields } from '../settings/settings.ts';
import type { SimulatorOptions } from '../simulator.ts';
import { fileSchema, flagOf, optionFields, variableOf } from './option-fields.ts';
import { readEnvFile } from './read-env-file.ts';
import { InvalidStart, readText } from './read-text.ts';

export const DEFAULT_PORT = 4001;

type Environment = Readonly<Record<string, string | undefined>>;

export interface Start {
  readonly options: SimulatorOptions;
  /** Only the JSON line is printed. */
  readonly isQuiet: boolean;
  readonly isHelpWanted: boolean;
  readonly isVersionWanted: boolean;
}

const ownVariables = ['SIMULATOR_CONFIG', 'SIMULATOR_JSON'];

/** Reads flags, then the environment, then `.env`, then the file of `--config`. The first that names an option decides. */
export function readStart(args: readonly string[], environment: Environment): Start {
  const flags = readFlags(args);
  const variables = { ...readEnvFile('.env'), ...environment };
  refuseUnknownVariables(variables);
  const path = flags.config ?? (variables.SIMULATOR_CONFIG || undefined);
  const { settings = {}, ...start } = typeof path === 'string' ? readConfigFile(path) : {};
  const values: Record<string, unknown> = { ...start, ...settings };
  for (const [name, schema] of Object.entries(optionFields)) {
    const [flag, variable] = [flagOf(name), variableOf(name)];
    const given = flags[flag.slice(2)];
    if (typeof given === 'string') values[name] = readText(flag, schema, given);
    else if (variables[variable]) values[name] = readText(variable, schema, variables[variable]);
  }
  return {
    options: toOptions(values),
    isQuiet: flags.json === true || variables.SIMULATOR_JSON === 'true',
    isHelpWanted: flags.help === true,
    isVersionWanted: flags.version === true,
  };
}

function readFlags(args: readonly string[]): Readonly<Record<string, unknown>> {
  const texts = ['config', ...Object.keys(optionFields).map((name) => flagOf(name).slice(2))];
  const booleans = ['json', 'help', 'version'];
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries([
        ...texts.map((name) => [name, { type: 'string' as const }]),
        ...booleans.map((name) => [name, { type: 'boolean' as const }]),
      ]),
    }).values;
  } catch (error) {
    throw new InvalidStart(`${error instanceof Error ? error.message : String(error)}\n--help lists all flags.`);
  }
}

/** A misspelt name would otherwise do nothing, and a test would prove nothing. */
function refuseUnknownVariables(variables: Environment): void {
  const known = new Set([...ownVariables, ...Object.keys(optionFields).map(variableOf)]);
  const unknown = Object.keys(variables).find((name) => name.startsWith('SIMULATOR_') && !known.has(name));
  if (unknown) throw new InvalidStart(`The simulator has no variable ${unknown}. --help lists all of them.`);
}

function readConfigFile(path: string) {
  try {
    return parse(fileSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof InvalidInput || error instanceof Error ? error.message : String(error);
    throw new InvalidStart(`${path} cannot be used: ${reason}.`);
  }
}

function toOptions(values: Readonly<Record<string, unknown>>): SimulatorOptions {
  const isSetting = ([name]: [string, unknown]) => name in settingFields;
  const entries = Object.entries(values);
  return {
    port: DEFAULT_PORT,
    ...Object.fromEntries(entries.filter((entry) => !isSetting(entry))),
    settings: Object.fromEntries(entries.filter(isSetting)),
  };
}
