import type { FastifyInstance } from "fastify";

export function mountOwnerPage(app: FastifyInstance, _parts: object): void {
  app.get("/owner", async () => "");
}
