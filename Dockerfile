# syntax=docker/dockerfile:1
# Hygie: pages and worker in one process. Settings: .env.example; use: docs/operations.md.

FROM node:24-bookworm-slim AS build
WORKDIR /hygie
COPY . .
RUN npm ci && npm run build

FROM node:24-bookworm-slim
WORKDIR /hygie
# The sources are the program: Node.js runs them by stripping their types. Only the pages are built.
COPY package.json package-lock.json .npmrc ./
COPY apps apps
COPY packages packages
COPY tools tools
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /hygie/apps/platform/build apps/platform/build
RUN mkdir /data && chown node:node /data

USER node
ENV NODE_ENV=production HYGIE_MODE=production HYGIE_DATA=/data HOST=0.0.0.0 PORT=3000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# The Node.js of the image, not the one that the package `node` pins for machines with an older one.
ENTRYPOINT ["node", "apps/platform/bin/hygie.js"]
CMD ["serve"]
