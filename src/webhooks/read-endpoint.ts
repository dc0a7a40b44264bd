import { BadUserInput } from '../errors.ts';
import { EVENT_TYPES } from './event-types.ts';
import { isPrivateAddress } from './public-address.ts';

const MAX_URL_LENGTH = 2000;
const MAX_DESCRIPTION_LENGTH = 200;

export interface EndpointValues {
  url: string;
  description: string;
  /** Empty: all. */
  eventTypes: string[];
}

/** Throws `BadUserInput`. */
export function readEndpoint(values: EndpointValues, isPublicOnly: boolean): EndpointValues {
  const description = values.description.trim();
  if (!/^\P{Cc}+$/u.test(description) || description.length > MAX_DESCRIPTION_LENGTH) {
    throw new BadUserInput('description', `The description must have 1 to ${MAX_DESCRIPTION_LENGTH} characters.`);
  }
  const unknown = values.eventTypes.find((type) => !EVENT_TYPES.some((known) => known === type));
  if (unknown !== undefined) {
    throw new BadUserInput('eventTypes', `There is no such event. There are: ${EVENT_TYPES.join(', ')}.`);
  }
  return { url: readUrl(values.url, isPublicOnly), description, eventTypes: [...new Set(values.eventTypes)] };
}

function readUrl(text: string, isPublicOnly: boolean): string {
  const url = URL.canParse(text) && text.length <= MAX_URL_LENGTH ? new URL(text) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.hash !== '') {
    throw new BadUserInput('url', 'The URL must begin with https:// and have no fragment.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new BadUserInput('url', 'The URL must have no user and no password. The signature shows who sends.');
  }
  if (isPublicOnly && url.protocol !== 'https:') {
    throw new BadUserInput('url', 'In production the URL must begin with https://.');
  }
  if (isPublicOnly && isPrivateAddress(url.hostname)) {
    throw new BadUserInput('url', 'In production the URL must have a public address.');
  }
  return url.href;
}
