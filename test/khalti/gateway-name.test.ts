import { describe, expect, it } from '@jest/globals';
import { gatewayName } from '../../src/khalti/gateway-name.ts';

describe('gatewayName', () => {
  it.each([
    ['https://khalti.com/api/v2/', 'khalti.com'],
    ['https://www.khalti.com/api/v2/', 'khalti.com'],
    ['https://dev.khalti.com/api/v2/', 'dev.khalti.com'],
    ['https://a.khalti.com/api/v2/', 'dev.khalti.com'],
    ['http://localhost:4001/api/v2/', 'localhost:4001'],
    ['http://localhost:4001/api/v2', 'localhost:4001'],
    ['https://staging.example.com/khalti/api/v2/', 'staging.example.com/khalti/api/v2'],
    ['https://notkhalti.com/api/v2/', 'notkhalti.com'],
  ])('says of %s: %s', (baseUrl, name) => {
    expect(gatewayName(baseUrl)).toBe(name);
  });
});
