import { z } from 'zod';
import { parse } from '../parse.ts';
import { httpDefaults, httpFields } from './http-settings.ts';
import { initiateDefaults, initiateFields } from './initiate-settings.ts';
import { lookupDefaults, lookupFields } from './lookup-settings.ts';
import { pageDefaults, pageFields } from './page-settings.ts';
import { refundDefaults, refundFields } from './refund-settings.ts';

/** A setting for each behaviour of Khalti that is undocumented, or that differs between reports. */
export const settingFields = { ...initiateFields, ...lookupFields, ...refundFields, ...pageFields, ...httpFields };

const settingsSchema = z.strictObject(settingFields);
export type Settings = z.infer<typeof settingsSchema>;
export type SettingsChange = Partial<Settings>;

export const defaultSettings: Settings = {
  ...initiateDefaults,
  ...lookupDefaults,
  ...refundDefaults,
  ...pageDefaults,
  ...httpDefaults,
};

export const changeSchema = settingsSchema.partial();

export const settingDescriptions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(settingFields).map(([name, { description = '' }]) => [name, description]),
);

export class CurrentSettings {
  readonly #atStart: Settings;
  #values: Settings;

  constructor(change: unknown = {}) {
    this.#atStart = merge(defaultSettings, change);
    this.#values = this.#atStart;
  }

  /** Replaced by each change. Read it again for each request. */
  get values(): Settings {
    return this.#values;
  }

  change(input: unknown): Settings {
    this.#values = merge(this.#values, input);
    return this.#values;
  }

  reset(): void {
    this.#values = this.#atStart;
  }
}

function merge(settings: Settings, change: unknown): Settings {
  return { ...settings, ...parse(changeSchema, change) } as Settings;
}
