/** The same environment variables that this server reads. */
export const settings = {
  port: Number(process.env.PORT),
  databaseUrl: String(process.env.DATABASE_URL),
  poolSize: Number(process.env.DATABASE_POOL_SIZE),
  khaltiBaseUrl: String(process.env.KHALTI_BASE_URL),
  khaltiSecretKey: String(process.env.KHALTI_SECRET_KEY),
  authSecret: String(process.env.AUTH_SECRET),
  publicUrl: String(process.env.PUBLIC_URL),
};
