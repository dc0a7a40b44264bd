import { z } from 'zod';
import { faultsSchema } from '../faults.ts';
import { settingFields } from '../settings/settings.ts';

const text = z.string().trim().min(1);
const list = z.union([
  z.string().transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
  z.array(text),
]);

/** What can be said at start, beside the settings. */
export const startFields = {
  port: z.int().min(0).max(65_535).describe('The port to listen on. 0 selects a free one. Default: 4001.'),
  host: text.describe('The address to listen on. Default: localhost. In a container: 0.0.0.0.'),
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .describe('The URL for browsers, if it is not `http://localhost:<port>`, such as `http://192.168.1.20:4001`.'),
  secretKey: list.describe(
    'The merchant’s key. Several, separated by commas: merchants that do not see each other’s payments.',
  ),
  allowedHosts: list.describe('More host names under which it answers, separated by commas.'),
  dataFile: text.describe('Keeps the payments in this file across restarts. Default: they are forgotten.'),
  faults: faultsSchema.describe('Faults from the start, as a JSON list.'),
};

/** What a flag or a variable can set: names of one level. */
export const optionFields: Readonly<Record<string, z.ZodType>> = { ...startFields, ...settingFields };

export const fileSchema = z
  .strictObject({ ...startFields, settings: z.strictObject(settingFields).partial() })
  .partial();

/** lifetimeSeconds becomes --lifetime-seconds. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** lifetimeSeconds becomes SIMULATOR_LIFETIME_SECONDS. */
export function variableOf(name: string): string {
  return `SIMULATOR_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
