import { type AdminContext } from '../admin-context.ts';

export interface RelyingParty {
  /** The host name to which passkeys are bound. */
  id: string;
  /** The pages that may use them. */
  origins: string[];
}

/** From PUBLIC_URL. Outside production, `http://localhost` works too, whatever PUBLIC_URL is. */
export function relyingParty({ services, config, hostname }: AdminContext): RelyingParty {
  const { hostname: id, origin } = new URL(services.publicUrl);
  if (config.isProduction) return { id, origins: [origin] };
  const origins = [origin, `http://localhost:${config.port}`];
  return { id: hostname === 'localhost' ? hostname : id, origins };
}
