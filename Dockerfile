# One image, one command a service: `node apps/<service>/dist/main.js` (see docker-compose.yml).

FROM node:20.20-bookworm-slim AS build
WORKDIR /yagura
COPY . .
RUN node scripts/build.mjs

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    YAGURA_INSIDE_CONTAINER=1 \
    YAGURA_HOST=0.0.0.0
WORKDIR /yagura
# Each server is one file with its libraries in it: nothing else is needed, npm and pnpm included.
COPY --from=build /yagura/apps/collector/dist apps/collector/dist
COPY --from=build /yagura/apps/courier/dist apps/courier/dist
COPY --from=build /yagura/apps/engine/dist apps/engine/dist
COPY --from=build /yagura/apps/relay/dist apps/relay/dist
COPY --from=build /yagura/apps/simulator/dist apps/simulator/dist
COPY --from=build /yagura/apps/wall/dist apps/wall/dist
COPY --from=build /yagura/apps/yagura/dist apps/yagura/dist
COPY --from=build /yagura/config config
COPY --from=build /yagura/scripts/healthcheck.mjs scripts/healthcheck.mjs
# A volume laid over it inherits this owner.
RUN mkdir spool && chown node:node spool
USER node
# Ports: wall and API 4600, relay's operations 4601, engine's 4602, courier's 4604, heartbeats by HTTP and UDP 4610, collector's operations 4611.
EXPOSE 4600 4610 4610/udp
# Each service is given its operations port by a variable of its own; the script takes the one that is set.
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=3 CMD ["node", "scripts/healthcheck.mjs"]
CMD ["node", "apps/relay/dist/main.js"]
