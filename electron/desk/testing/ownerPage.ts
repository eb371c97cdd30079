/** An owner at the hub's page for owners, by its forms alone. */
export interface OwnerPage {
  act(what: "withdraw" | "share", camera: string): Promise<void>;
}

export async function signInOwner(hubUrl: string, name: string): Promise<OwnerPage> {
  const page = `${hubUrl}/owner`;
  const signedIn = await fetch(`${page}/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ operator: name, password: "training" }),
    redirect: "manual",
  });
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const html = await (await fetch(page, { headers: { cookie } })).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
  return {
    async act(what, camera) {
      const id = new RegExp(`name="camera" value="([^"]*${camera})"`).exec(html)?.[1] ?? "";
      const body = new URLSearchParams({ csrf, camera: id });
      const reply = await fetch(`${page}/${what}`, { method: "POST", headers: { cookie }, body, redirect: "manual" });
      if (reply.status !== 303) throw new Error(`the owner's page answered ${reply.status}`);
    },
  };
}
