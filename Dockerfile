# docker build --tag khalti-subscriptions .
# One image for the server (as it is), the worker ("node dist/src/main.js worker") and every command ("npm run migrate").
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
# The image has Node: the package "node" would add it a second time. Nothing reads types and sources of packages.
RUN rm -rf node_modules/node node_modules/node-bin-* node_modules/node-linux-* node_modules/.bin/node \
  && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' -o -name '*.md' \) -delete

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=4000 npm_config_cache=/tmp/npm npm_config_update_notifier=false
WORKDIR /app
# Outside production the program keeps its data here.
RUN mkdir .data && chown node:node .data
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/plans.json ./
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/dist ./dist
USER node
EXPOSE 4000
# A worker answers no requests: disable this for it.
HEALTHCHECK --interval=10s --timeout=10s --start-period=120s --retries=5 \
  CMD ["node", "-e", "require('http').get({ port: process.env.PORT, path: '/health/live' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
# Node is process 1, and stops on SIGTERM. npm would stand between.
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
