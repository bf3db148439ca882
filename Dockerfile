# Onrecord: the command line, the server and the workers in one image. `docker build -t onrecord .`
# Fetches from two places only: the image registry and the npm registry. docs/deploy.md tells how it is run.
ARG NODE=node:22-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
# Packages first: they change less often than the source, and a layer that has not changed is not built again.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
# Without what only builds and tests need. The model's runtime comes with the binaries of every system: one is used.
RUN npm prune --omit=dev --ignore-scripts \
  && find node_modules/onnxruntime-node/bin -mindepth 2 -maxdepth 2 -type d ! -name linux -exec rm -r {} + \
  && arch=$(node -p process.arch) \
  && find node_modules/onnxruntime-node/bin -mindepth 3 -maxdepth 3 -type d ! -name "$arch" -exec rm -r {} +

FROM ${NODE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/languages ./languages
COPY --from=build /app/models ./models
COPY --from=build /app/dist ./dist
RUN ln -s /app/dist/cli/main.js /usr/local/bin/onrecord \
  && chmod +x /app/dist/cli/main.js \
  && install -d -o node -g node /data
USER node
# An embedded ledger, archives and tables go here; with PostgreSQL nothing is kept in the container.
WORKDIR /data
VOLUME /data
EXPOSE 4747
ENTRYPOINT ["onrecord"]
CMD ["--help"]
