# Two stages: packages are compiled and the program bundled in the first, and only what runs goes into the second.
FROM node:22-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
# better-sqlite3 is compiled here where no ready-made binary can be downloaded.
RUN npm ci --omit=dev --no-audit --no-fund
COPY build.mjs build-page.mjs build-program.mjs tsconfig.json ./
COPY src ./src
COPY locales ./locales
RUN npm run build

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY package.json LICENSE .env.example ./
COPY migrations ./migrations
COPY templates ./templates
COPY examples ./examples
COPY src/web/static ./src/web/static
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --chmod=755 examples/deploy/thidua-docker /usr/local/bin/thidua
# The user `node` (1000) of the base image; everything but /data is root's, and may be read-only.
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# Alive, not ready: while a platform is down there is nothing that a restart would mend.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "dist/main.js"]
