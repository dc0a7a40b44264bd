import { type Config } from '../config.ts';
import { gatewayName } from '../khalti/gateway-name.ts';
import { type Finding, note, ok, warning } from './finding.ts';

/** Of a configuration that can be used: what it is for, and what is unusual. */
export function examineConfiguration({ isProduction, khalti, foreignKhaltiHost, shop }: Config): Finding[] {
  const said = [ok(`Every variable can be used, for ${isProduction ? 'production' : 'development'}.`)];
  const gateway = khalti && gatewayName(khalti.baseUrl);
  if (foreignKhaltiHost !== null) {
    said.push(warning(`${foreignKhaltiHost} is not Khalti: payments are not real money.`, 'For staging only.'));
  } else if (isProduction && gateway !== 'khalti.com') {
    said.push(
      warning(
        `${gateway} is Khalti's sandbox: payments are not real money.`,
        'For real money, set KHALTI_BASE_URL=https://khalti.com/api/v2/ and a key from the production dashboard.',
      ),
    );
  } else if (khalti === null) {
    said.push(note('Payments go to the simulator: no real money.'));
  }
  if (isProduction && shop.givenName === null) {
    said.push(warning(`The shop has no name of its own: mails and receipts say ${shop.name}.`, 'Set SHOP_NAME.'));
  }
  if (shop.email === null) {
    said.push(warning('Customers have no address to write to.', 'Set SHOP_EMAIL.'));
  }
  return said.map((one) => ({ about: 'Configuration', ...one }));
}
