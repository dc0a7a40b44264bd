import { type FastifyInstance } from 'fastify';
import { DOCTOR_HEADER, isDoctorToken, SEEN_PATH } from '../auth/doctor-token.ts';
import { type Config } from '../config.ts';

/** For `npm run doctor`: how the server saw this very request, through all proxies. Others find nothing here. */
export function serveSeenRequest(http: FastifyInstance, { khalti, trustProxy }: Config): void {
  if (khalti === null) return;
  http.get(SEEN_PATH, async (request, reply) => {
    if (!isDoctorToken(request.headers[DOCTOR_HEADER], khalti.secretKey)) return reply.callNotFound();
    const forwardedFor = [request.headers['x-forwarded-for'] ?? []].flat().flatMap((line) => line.split(','));
    void reply.header('cache-control', 'no-store');
    return { trustProxy, address: request.ip, forwardedFor: forwardedFor.map((address) => address.trim()) };
  });
}
